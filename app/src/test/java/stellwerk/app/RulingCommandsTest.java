package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.DemoInstallation.Said;

/// `decisions list`, `posting …`, `vacancy …`, `rebuild …`, as people type them.
class RulingCommandsTest {
  @TempDir private Path folder;
  private DemoInstallation demo;

  @BeforeEach
  void crawled() throws IOException, InterruptedException {
    demo = DemoInstallation.crawled(folder);
  }

  @AfterEach
  void close() {
    demo.close();
  }

  private Said members() {
    return demo.ok("search", "--occupation", "ki-trainer", "--limit", "1000");
  }

  @Test
  void whatWaitsIsListedWithTheWordsThatLeaveItOpenUntilSomebodyRules() throws Exception {
    Said waiting = demo.ok("decisions", "list");
    String id = waiting.idBefore("ki-trainer?");
    assertThat(waiting.out()).contains("← “").contains("posting accept");
    assertThat(demo.ok("decisions", "list", "--json").out())
        .contains("\"kind\" : \"awaiting_ruling\"")
        .contains(id);
    assertThat(members().out()).doesNotContain(id);

    demo.ok("posting", "accept", id, "--tier", "specialist", "--why", "it rates answers");

    assertThat(demo.ok("decisions", "list").out()).doesNotContain(id);
    assertThat(members().out()).containsPattern(id + " +specialist");
    assertThat(demo.ok("rebuild", "postings", "--diff").out()).contains(" 0 changed");
    demo.ok("rebuild", "postings");
    demo.crawl();
    assertThat(members().out()).containsPattern(id + " +specialist");
    assertThat(
            demo.ok(
                    "search",
                    "--occupation",
                    "ki-trainer",
                    "--limit",
                    "1000",
                    "--json",
                    "--evidence")
                .out())
        .contains("\"ruling\"")
        .doesNotContain("it rates answers");
  }

  @Test
  void whatIsRejectedWaitsNoMoreAndIsInNoSection() throws Exception {
    String id = demo.ok("decisions", "list").idBefore("ki-trainer?");
    String member = members().idBefore("KI-Trainer");

    demo.ok("posting", "reject", id, member, "--occupation", "ki-trainer");

    assertThat(demo.ok("decisions", "list").out()).doesNotContain(id).doesNotContain(member);
    assertThat(members().out()).doesNotContain(member);
    demo.ok("rebuild", "index");
    demo.crawl();
    assertThat(members().out()).doesNotContain(member);
  }

  @Test
  void whatIsClosedOrTakenDownStaysSoThoughItsSiteListsIt() throws Exception {
    String closed = members().idBefore("KI-Trainer");
    demo.ok("posting", "close", closed, "--why", "the employer called");
    assertThat(members().out()).doesNotContain(closed);
    String taken = members().idBefore("KI-Trainer");
    demo.ok("posting", "takedown", taken);

    demo.crawl();
    demo.ok("rebuild", "postings");

    assertThat(members().out()).doesNotContain(closed).doesNotContain(taken);
  }

  @Test
  void postingsThatAreRuledTheSameAreOneVacancyUntilTheyAreSplit() {
    int before = members().out().lines().toList().size();
    String first = members().idBefore("KI-Trainer");
    String second =
        members().out().lines().filter(line -> !line.startsWith(first)).toList().getFirst();
    String other = second.split(" ", -1)[0];

    demo.ok("vacancy", "merge", first, other);
    assertThat(members().out().lines().toList()).hasSize(before - 1);
    demo.ok("rebuild", "postings");
    assertThat(members().out().lines().toList()).hasSize(before - 1);

    demo.ok("vacancy", "split", other);
    assertThat(members().out().lines().toList()).hasSizeGreaterThanOrEqualTo(before);
  }

  @Test
  void whoIsNotThereCannotBeRuledOn() {
    Said unknown = demo.run("posting", "accept", "j_nobody");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no posting j_nobody");

    String id = members().idBefore("KI-Trainer");
    Said tier = demo.run("posting", "accept", id, "--tier", "specalist");
    assertThat(tier.code()).isEqualTo(2);
    assertThat(tier.err()).contains("did you mean “specialist”?");
    Said occupation = demo.run("posting", "reject", id, "--occupation", "ki-trainr");
    assertThat(occupation.err()).contains("did you mean “ki-trainer”?");
  }
}
