package stellwerk.indexer.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.posting.Lifespan.ClosedReason;

class LifecycleTest {
  @TestFactory
  Stream<DynamicTest> stories() throws IOException {
    Map<String, List<String[]>> stories = new LinkedHashMap<>();
    for (String line : lines()) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] cells = line.split("\t", -1);
        stories.computeIfAbsent(cells[0], _ -> new ArrayList<>()).add(cells);
      }
    }
    assertThat(stories).hasSizeGreaterThan(30);
    return stories.entrySet().stream()
        .map(story -> DynamicTest.dynamicTest(story.getKey(), () -> tell(story.getValue())));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = LifecycleTest.class.getResourceAsStream("stories.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static void tell(List<String[]> story) {
    Standing standing = new Standing(reason(story.getFirst()[1]), null, null, null, null);
    for (String[] cells : story) {
      standing = due(standing, cells[2]);
      Instant at = Instant.parse(cells[3] + ":00Z");
      var crawl =
          new Judged(
              Verdict.valueOf(cells[4]), Proof.valueOf(cells[5]), cells[6].equals("same"), at);

      Step step = Lifecycle.judge(standing, sight(cells[7]), crawl, at);

      assertThat(described(step)).as("%s", String.join(" | ", cells)).isEqualTo(cells[8]);
      standing = after(standing, step);
    }
  }

  private static @Nullable ClosedReason reason(String starts) {
    return starts.equals("open") ? null : ClosedReason.valueOf(starts);
  }

  /// An empty cell leaves the deadline as it was.
  private static Standing due(Standing was, String cell) {
    LocalDate deadline =
        switch (cell) {
          case "" -> was.deadline();
          case "-" -> null;
          default -> LocalDate.parse(cell);
        };
    return new Standing(
        was.closed(), was.absentSince(), was.saidClosedSince(), deadline, was.outlived());
  }

  private static Sight sight(String seen) {
    return switch (seen) {
      case "absent" -> Sight.ABSENT;
      case "listed" -> Sight.LISTED;
      case "read" -> Sight.READ;
      case "gone" -> new Sight(false, Sight.Page.GONE);
      case "says closed" -> new Sight(true, Sight.Page.SAYS_CLOSED);
      default -> throw new IllegalArgumentException(seen);
    };
  }

  private static String described(Step step) {
    return switch (step) {
      case Step.Close(ClosedReason reason) -> reason.name();
      case Step.Stay(Standing standing) -> "stays" + flagged(standing);
      case Step.Reopen(Standing standing) -> "reopens" + flagged(standing);
    };
  }

  private static String flagged(Standing standing) {
    return standing.outlivedItsDeadline() ? ", flagged" : "";
  }

  private static Standing after(Standing before, Step step) {
    return switch (step) {
      case Step.Stay(Standing standing) -> standing;
      case Step.Close(ClosedReason reason) ->
          new Standing(reason, null, null, before.deadline(), before.outlived());
      case Step.Reopen(Standing standing) ->
          new Standing(
              null,
              standing.absentSince(),
              standing.saidClosedSince(),
              standing.deadline(),
              standing.outlived());
    };
  }
}
