package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `issue list` and `issue preview`, as people type them.
class IssueCommandTest {
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

  @Test
  void theComingIssueIsShownAsTextAndAsTheHtmlOfATool() {
    assertThat(board.ok("issue", "preview", "ki-trainer").out())
        .startsWith("2 NEUE STELLEN ALS KI-TRAINER")
        .contains("Externe Anzeige, Quelle: Board", "Abmelden: [Abmeldelink]");
    assertThat(
            board
                .ok("issue", "preview", "ki-trainer", "--form", "html", "--flavor", "mailchimp")
                .out())
        .startsWith("<!DOCTYPE html>")
        .contains("*|UNSUB|*");
  }

  @Test
  void theArticlesQuestionsAreAnsweredWithTheNumberBehindThem() {
    assertThat(board.ok("insights", "ki-trainer").out())
        .startsWith("2 vacancies, ")
        .contains("specialist YEAR: Zu wenige Angaben (0) für eine Aussage.");
    assertThat(board.ok("insights", "ki-trainer", "--json").out()).contains("\"vacancies\" : 2");
  }

  @Test
  void theDaysAreListedAndAnUnknownOneIsSaidToBeUnknown() {
    assertThat(board.ok("issue", "list", "ki-trainer").out())
        .containsPattern("\\d{4}-\\d\\d-\\d\\d  next");
    assertThat(board.run("issue", "preview", "ki-trainer", "--date", "2020-01-01"))
        .returns(1, CrawledInstallation.Said::code)
        .extracting(CrawledInstallation.Said::err)
        .asString()
        .contains("there is no issue of 2020-01-01");
  }
}
