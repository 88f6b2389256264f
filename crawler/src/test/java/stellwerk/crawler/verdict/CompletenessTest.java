package stellwerk.crawler.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;

class CompletenessTest {
  private static final SiteId SITE = new SiteId("board");

  @ParameterizedTest
  @CsvFileSource(resources = "/verdict/tallies.tsv", delimiter = '\t')
  void aTallyIsJudgedAsTheTableSays(
      String proof,
      int planned,
      int read,
      @Nullable String declared,
      int received,
      int twice,
      @Nullable String failure,
      @Nullable String cap,
      @Nullable String block,
      int before,
      Verdict verdict,
      String reason) {
    var tally =
        new Tally(
            SITE,
            new CrawlId("c_1"),
            "question",
            Proof.valueOf(proof.toUpperCase(Locale.ROOT)),
            planned,
            read,
            0,
            declared == null
                ? List.of()
                : Arrays.stream(declared.split(",", -1)).map(Integer::valueOf).toList(),
            keys(received),
            keys(twice),
            listed(failure),
            listed(cap),
            listed(block),
            null);

    Completeness.Judgement judgement =
        Completeness.judge(tally, before == 0 ? List.of() : List.of(report(before)));

    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.reason()).contains(reason);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void onlyCompleteMayCloseByAbsence(Verdict verdict) {
    assertThat(verdict.mayCloseByAbsence()).isEqualTo(verdict == Verdict.COMPLETE);
  }

  private static Set<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(n -> "k" + n).collect(Collectors.toSet());
  }

  private static List<String> listed(@Nullable String line) {
    return line == null ? List.of() : List.of(line);
  }

  private static CrawlReport report(int received) {
    return new CrawlReport(
        new CrawlId("c_0"),
        SITE,
        Instant.EPOCH,
        Duration.ZERO,
        Verdict.COMPLETE,
        Proof.STRONG,
        "question",
        "",
        new CrawlReport.Pages(1, 1, 0, 0),
        received,
        received,
        0,
        CrawlReport.Items.NONE,
        CrawlReport.Close.NOT_ALLOWED,
        Map.of(),
        List.of(),
        List.of());
  }
}
