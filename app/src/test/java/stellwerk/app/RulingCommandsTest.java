package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.CrawledInstallation.Said;

/// `decisions list`, `posting …`, `vacancy …`, `rebuild …`, as people type them.
class RulingCommandsTest {
  @TempDir private Path folder;
  private CrawledInstallation board;

  @BeforeEach
  void crawled() throws IOException, InterruptedException {
    board = CrawledInstallation.board(folder);
  }

  @AfterEach
  void close() {
    board.close();
  }

  private Said members() {
    return board.ok("search", "--occupation", "ki-trainer", "--limit", "1000");
  }

  @Test
  void whatWaitsIsListedWithTheWordsThatLeaveItOpenUntilSomebodyRules() throws Exception {
    Said waiting = board.ok("decisions", "list");
    String id = waiting.idBefore("KI-Trainer (m/w/d)");
    assertThat(waiting.out())
        .contains("ki-trainer?", "← “KI-Trainer”", "2 decisions wait", "posting accept");
    assertThat(board.ok("decisions", "list", "--json").out())
        .contains("\"kind\" : \"awaiting_ruling\"")
        .contains(id);
    assertThat(members().out()).doesNotContain(id);

    board.ok("posting", "accept", id, "--tier", "specialist", "--why", "it rates answers");

    assertThat(board.ok("decisions", "list").out()).doesNotContain(id);
    assertThat(members().out()).containsPattern(id + " +specialist");
    assertThat(board.ok("rebuild", "postings", "--diff").out()).contains(" 0 changed");
    board.ok("rebuild", "postings");
    board.crawl();
    assertThat(members().out()).containsPattern(id + " +specialist");
    assertThat(
            board
                .ok(
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
    String id = board.ok("decisions", "list").idBefore("KI-Tutor");
    String member = members().idBefore("Medizin");

    board.ok("posting", "reject", id, member, "--occupation", "ki-trainer");

    assertThat(board.ok("decisions", "list").out()).doesNotContain(id).doesNotContain(member);
    assertThat(members().out()).doesNotContain(member);
    board.ok("rebuild", "index");
    board.crawl();
    assertThat(members().out()).doesNotContain(member);
  }

  @Test
  void whatIsClosedOrTakenDownStaysSoThoughItsSiteListsIt() throws Exception {
    String closed = members().idBefore("Medizin");
    board.ok("posting", "close", closed, "--why", "the employer called");
    assertThat(members().out()).doesNotContain(closed);
    String taken = members().idBefore("Data Annotator");
    board.ok("posting", "takedown", taken);

    board.crawl();
    board.ok("rebuild", "postings");

    assertThat(members().out()).doesNotContain(closed).doesNotContain(taken);
  }

  @Test
  void postingsThatAreRuledTheSameAreOneVacancyUntilTheyAreSplit() {
    int before = members().out().lines().toList().size();
    String first = members().idBefore("Medizin");
    String other = members().idBefore("Data Annotator");

    board.ok("vacancy", "merge", first, other);
    assertThat(members().out().lines().toList()).hasSize(before - 1);
    board.ok("rebuild", "postings");
    assertThat(members().out().lines().toList()).hasSize(before - 1);

    board.ok("vacancy", "split", other);
    assertThat(members().out().lines().toList()).hasSize(before);
  }

  @Test
  void whoIsNotThereCannotBeRuledOn() {
    Said unknown = board.run("posting", "accept", "j_nobody");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no posting j_nobody");

    String id = members().idBefore("Medizin");
    Said tier = board.run("posting", "accept", id, "--tier", "specalist");
    assertThat(tier.code()).isEqualTo(2);
    assertThat(tier.err()).contains("did you mean “specialist”?");
    Said occupation = board.run("posting", "reject", id, "--occupation", "ki-trainr");
    assertThat(occupation.err()).contains("did you mean “ki-trainer”?");
  }
}
