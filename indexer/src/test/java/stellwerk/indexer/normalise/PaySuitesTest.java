package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.Pay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cases that others recorded, where they are at hand; where our rules differ on purpose, the case
/// is listed with its reason.
class PaySuitesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, String> UNITS =
      Map.of("yearly", "YEAR", "monthly", "MONTH", "hourly", "HOUR");
  private final PayReader reader = new PayReader();

  @Test
  void snippetsOfThePeersTestsAreReadAsTheyExpect() throws IOException {
    Path file = recorded("conformance/salary/colophon-group+jobseek/salary_flat.json");
    Set<String> differences = differences();
    List<String> misses = new ArrayList<>();
    int compared = 0;
    int different = 0;
    for (JsonNode test : JSON.readTree(Files.readString(file)).path("cases")) {
      if (!test.path("html").isString()) {
        continue;
      }
      String text =
          test.path("html")
              .asString()
              .replace("<br>", "\n")
              .replaceAll("<[^>]{1,20}>", " ")
              .strip();
      boolean listed = differences.stream().anyMatch(text::startsWith);
      compared++;
      different += listed ? 1 : 0;
      if (!listed && !asExpected(read(text, "US"), test.path("expected"))) {
        misses.add(text);
      }
    }
    System.out.println(
        "salary_flat: " + compared + " compared, " + different + " differ, each listed");

    assertThat(misses).isEmpty();
  }

  @Test
  void unseenSnippetsOfPostingsReachTheFloor() throws IOException {
    Path file = recorded("corpora/konstantinosanagn+ergon/tests/fixtures/salary_corpus.jsonl");
    int exact = 0;
    int all = 0;
    List<String> invented = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      JsonNode row = JSON.readTree(line);
      JsonNode expected = row.path("expect");
      String text = row.path("text").asString();
      Optional<Pay> pay = read(text, "US").filter(p -> p.basis() == Pay.Basis.STATED);
      all++;
      if (expected.isNull()) {
        exact += pay.isEmpty() ? 1 : 0;
        pay.ifPresent(p -> invented.add(text));
      } else {
        exact += pay.filter(p -> interval(p, expected)).isPresent() ? 1 : 0;
      }
    }

    System.out.println("salary_corpus: " + exact + " of " + all + " as the peer labelled them");

    assertThat((double) exact / all).isGreaterThanOrEqualTo(0.95);
    assertThat(invented).isEmpty();
  }

  @Test
  void thousandsOfRecordedPostingsAreReadWithoutAnAccident() throws IOException {
    Path file = recorded("corpora/RemoteWLB+remote-jobs/postings.jsonl.gz");
    int known = 0;
    int all = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all++;
        known += read(JSON.readTree(line).path("body").asString(""), "").isPresent() ? 1 : 0;
      }
    }

    assertThat(all).isEqualTo(6672);
    assertThat(known).isBetween(1800, 2200);
  }

  private Optional<Pay> read(String text, String country) {
    RawPosting raw =
        RawPosting.at(new SiteId("beispiel"), "1", URI.create("https://beispiel.invalid/1"))
            .build();
    return reader
        .read(
            raw,
            new PostingText("", text, List.of(), "en"),
            PayContext.of(country, LocalDate.of(2026, 11, 22)))
        .fact()
        .known();
  }

  private static boolean asExpected(Optional<Pay> read, JsonNode expected) {
    if (expected.isNull() || expected.isMissingNode()) {
      return read.isEmpty();
    }
    if (read.isEmpty()) {
      return false;
    }
    Pay pay = read.get();
    JsonNode min = expected.path("min");
    JsonNode max = expected.path("max");
    boolean open = !max.isNumber();
    boolean low = !min.isNumber() || near(pay.min(), min) || (open && near(pay.max(), min));
    boolean currency =
        !expected.has("currency") || expected.path("currency").asString().equals(pay.currency());
    boolean unit =
        !expected.has("period")
            || String.valueOf(pay.unit()).equals(UNITS.get(expected.path("period").asString()));
    return low && (open || near(pay.max(), max)) && currency && unit;
  }

  private static boolean interval(Pay pay, JsonNode expected) {
    String unit = expected.path("interval").asString("").toUpperCase(Locale.ROOT);
    return same(pay.min(), expected.path("min"))
        && same(pay.max(), expected.path("max"))
        && String.valueOf(pay.unit()).equals(unit);
  }

  private static boolean same(@Nullable BigDecimal read, JsonNode expected) {
    return expected.isNumber() ? near(read, expected) : read == null;
  }

  /// The peer cuts decimals off.
  private static boolean near(@Nullable BigDecimal read, JsonNode expected) {
    return read != null && Math.abs(read.doubleValue() - expected.asDouble()) < 1;
  }

  private static Path recorded(String name) {
    Path file = Path.of(System.getProperty("stellwerk.root", ".."), "../shared/real", name);
    assumeTrue(Files.exists(file), "SKIPPED: no recorded material at " + file);
    return file;
  }

  private static Set<String> differences() throws IOException {
    try (InputStream file =
        PaySuitesTest.class.getResourceAsStream("/normalise/pay-known-differences.tsv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1)[0])
          .collect(Collectors.toSet());
    }
  }
}
