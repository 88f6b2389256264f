package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private static final Path WITHOUT = Path.of("src/test/resources/recorded/no-postings.tsv");

  /// Stands in for an employer whom the page does not name.
  private static final String SITE = String.valueOf(RecordedPages.SOMEWHERE.getHost());

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
    assertThat(words(first, RawField.EMPLOYER))
        .isIn(row.employer().equals("-") ? List.of("-", SITE) : List.of(row.employer()));
    assertThat(place(first)).isEqualTo(row.place());
    assertThat(words(first, RawField.DATE_POSTED)).isEqualTo(row.date());
    assertThat(pay(first)).isEqualTo(row.pay());
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
  void everyRecordedFileHasItsRow() throws IOException {
    List<String> expected =
        Stream.of(
                rows().stream().map(Row::file),
                cells(WITHOUT).map(row -> row[0]),
                cells(RecordedSelectorsTest.TABLE).map(row -> row[0]))
            .flatMap(names -> names)
            .sorted()
            .toList();
    Path root = RecordedPages.folder("");
    List<String> found = new ArrayList<>();
    for (String folder : List.of("ats", "html")) {
      for (Path file : RecordedPages.files(folder, "")) {
        found.add(root.relativize(file).toString().replace('\\', '/'));
      }
    }

    assertThat(expected).doesNotHaveDuplicates();
    assertThat(expected.stream().filter(name -> !name.startsWith("conformance/")))
        .containsExactlyInAnyOrderElementsOf(found);
  }

  @TestFactory
  Stream<DynamicTest> filesWithoutAPostingOfOursGiveNone() throws IOException {
    return cells(WITHOUT)
        .map(row -> DynamicTest.dynamicTest(row[0], () -> checkEmpty(row[0], row[1], row[2])));
  }

  private static void checkEmpty(String file, String kind, String outcome) throws IOException {
    OfflineReader.Result result = RecordedPages.read(RecordedPages.file(file), null);

    assertThat(result.kind()).isEqualTo(kind);
    switch (result.harvest()) {
      case Harvest.NotThePage page -> assertThat(page.problem().name()).isEqualTo(outcome);
      case Harvest.Read read -> {
        assertThat(outcome).isEqualTo("READ");
        assertThat(read.postings()).isEmpty();
        assertThat(read.closed()).isEmpty();
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

  private static Stream<String[]> cells(Path table) throws IOException {
    return Files.readAllLines(table).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split("\t", -1));
  }

  private static List<Row> rows() throws IOException {
    return cells(TABLE)
        .map(cells ->
            new Row(
                cells[0],
                cells[1],
                Integer.parseInt(cells[2]),
                cells[3],
                cells[4],
                cells[5],
                cells[6],
                cells[7]))
        .toList();
  }
}
