package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;

/// Pages as others recorded them that show their jobs to people only: read as their operator would
/// have them read, against what a human read on them.
class RecordedSelectorsTest {
  static final Path TABLE = Path.of("src/test/resources/recorded/by-selectors.tsv");

  @TestFactory
  Stream<DynamicTest> pagesSayWhatAHumanReadOnThem() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split("\t", -1))
        .map(row ->
            DynamicTest.dynamicTest(
                row[0],
                () -> {
                  if (row[1].equals("LIST")) {
                    list(row);
                  } else {
                    assertThat(row[1]).isEqualTo("DETAIL");
                    detail(row);
                  }
                }));
  }

  private static void list(String[] row) throws IOException {
    SelectorRules rules =
        new SelectorRules(Pick.css(row[2]), Pick.css(row[3]), null, null, false, Map.of());

    Harvest.Read read = read(row[0], rules, Request.Purpose.LIST);

    assertThat(read.quarantined()).isEmpty();
    assertThat(read.requests()).hasSize(Integer.parseInt(row[4]));
    assertThat(read.requests().getFirst().url()).hasToString(row[5]);
  }

  private static void detail(String[] row) throws IOException {
    SelectorRules rules =
        new SelectorRules(
            null,
            null,
            null,
            null,
            false,
            Map.of(
                RawField.TITLE, Pick.css(row[2]),
                RawField.LOCATION, Pick.css(row[3]),
                RawField.DESCRIPTION, new Pick(row[4], null, false, true)));

    List<RawPosting> postings = read(row[0], rules, Request.Purpose.DETAIL).postings();

    assertThat(postings).hasSize(1);
    RawPosting posting = postings.getFirst();
    assertThat(posting.first(RawField.TITLE).orElseThrow().text()).isEqualTo(row[5]);
    assertThat(posting.first(RawField.LOCATION).orElseThrow().text()).isEqualTo(row[6]);
    assertThat(posting.first(RawField.DESCRIPTION).orElseThrow().text()).contains(row[7]);
  }

  private static Harvest.Read read(String file, SelectorRules rules, Request.Purpose purpose)
      throws IOException {
    Harvest harvest =
        new Selectors()
            .read(
                Pages.site("html", Options.NONE).with(rules),
                Fetched.Page.saved(
                    Request.get(RecordedPages.SOMEWHERE, purpose),
                    "text/html",
                    Files.readAllBytes(RecordedPages.file(file)),
                    Instant.EPOCH));
    if (harvest instanceof Harvest.Read read) {
      return read;
    }
    throw new AssertionError(file + " is not read: " + harvest);
  }
}
