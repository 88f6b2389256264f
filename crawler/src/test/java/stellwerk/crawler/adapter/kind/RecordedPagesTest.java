package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;

/// Whole pages as others recorded them, against what a human read on them.
class RecordedPagesTest {
  private static final Path TABLE = Path.of("src/test/resources/recorded/pages.tsv");

  private record Row(
      String file,
      String kind,
      int postings,
      String title,
      String employer,
      String place,
      String date,
      String pay) {}

  @TestFactory
  Stream<DynamicTest> pagesSayWhatAHumanReadOnThem() throws IOException {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row.file(), () -> check(row)));
  }

  private static void check(Row row) throws IOException {
    OfflineReader.Result result = RecordedPages.read(RecordedPages.file(row.file()), null);

    assertThat(result.kind()).isEqualTo(row.kind());
    assertThat(result.harvest()).isInstanceOf(Harvest.Read.class);
    List<RawPosting> postings = ((Harvest.Read) result.harvest()).postings();
    assertThat(postings).hasSize(row.postings());
    RawPosting first = postings.getFirst();
    assertThat(words(first, RawField.TITLE)).isEqualTo(row.title());
    if (!row.employer().equals("-")) {
      assertThat(words(first, RawField.EMPLOYER)).isEqualTo(row.employer());
    }
    assertThat(place(first)).isEqualTo(row.place());
    assertThat(words(first, RawField.DATE_POSTED)).isEqualTo(row.date());
    if (!row.pay().equals("-")) {
      assertThat(pay(first)).isEqualTo(row.pay());
    }
  }

  private static String pay(RawPosting posting) {
    return posting.pays().stream()
        .findFirst()
        .map(pay ->
            Stream.of(RawPay.Part.MIN, RawPay.Part.MAX, RawPay.Part.CURRENCY, RawPay.Part.UNIT)
                .map(part -> pay.part(part).orElse("-"))
                .collect(Collectors.joining(" ")))
        .orElse("-");
  }

  @Test
  void recordedPagesWithoutStructuredDataGiveNoPosting() throws IOException {
    Set<String> expected = new HashSet<>(rows().stream().map(Row::file).toList());
    Path root = RecordedPages.folder("");
    for (Path file : RecordedPages.files("html/recorded", ".html")) {
      String name = root.relativize(file).toString().replace('\\', '/');
      if (!expected.contains(name)
          && RecordedPages.read(file, null).harvest() instanceof Harvest.Read read) {
        assertThat(read.postings()).as(name).isEmpty();
        assertThat(read.closed()).as(name).isEmpty();
      }
    }
  }

  @Test
  void blockedPagesAreAProblemAndNeverAPosting() throws IOException {
    for (Path file : RecordedPages.files("html/blocked-or-error", ".html")) {
      assertThat(RecordedPages.read(file, "text/html").harvest())
          .as(file.toString())
          .isInstanceOfSatisfying(
              Harvest.NotThePage.class,
              page ->
                  assertThat(page.problem())
                      .isIn(Harvest.Problem.CHALLENGE, Harvest.Problem.SCRIPT_ONLY));
    }
  }

  @Test
  void pagesForPeopleAreNoBlockedPages() throws IOException {
    for (Path file : RecordedPages.files("html/recorded", ".html")) {
      if (RecordedPages.read(file, null).harvest() instanceof Harvest.NotThePage page) {
        assertThat(page.problem())
            .as(file.toString())
            .isIn(Harvest.Problem.OPT_OUT, Harvest.Problem.NO_INDEX);
      }
    }
  }

  private static String words(RawPosting posting, RawField field) {
    return posting.first(field).map(Words::text).orElse("-");
  }

  private static String place(RawPosting posting) {
    return posting.places().stream()
        .findFirst()
        .flatMap(place ->
            place
                .part(RawPlace.Part.CITY)
                .or(() -> place.part(RawPlace.Part.NAME))
                .or(() -> place.part(RawPlace.Part.COUNTRY)))
        .orElseGet(() -> words(posting, RawField.LOCATION));
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split("\t", -1))
        .map(cells ->
            new Row(
                cells[0],
                cells[1],
                Integer.parseInt(cells[2]),
                cells[3],
                cells[4],
                cells[5],
                cells[6],
                cells.length > 7 ? cells[7] : "-"))
        .toList();
  }
}
