package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Serving;
import stellwerk.app.wiring.Wiring;

/// Why a posting is shown or not, as the service says it with the rules of the program.
class ExplainOverHttpTest {
  @TempDir private Path folder;

  @Test
  void theRulesThatTookAPostingInOrLeftItOpenAreNamed() throws IOException, InterruptedException {
    try (CrawledInstallation board = CrawledInstallation.board(folder)) {
      String open = board.ok("decisions", "list").idBefore("KI-Tutor");
      CrawledInstallation.Said members = board.ok("search", "--occupation", "ki-trainer");
      String member = members.idBefore("Medizin");
      String other = members.idBefore("Data Annotator");
      board.ok("vacancy", "merge", member, other);
      Files.writeString(
          board.config(),
          """
          server: { port: 0, bind: 127.0.0.1 }
          admin: { port: 0, bind: 127.0.0.1 }
          """,
          StandardOpenOption.APPEND);
      Wiring wiring = Wiring.open(Configuration.read(board.config()));
      try (Serving serving = Serving.start(wiring, false, List.of())) {
        Tree waits = explain(serving.port(), open);
        assertThat(codes(waits)).containsExactly("awaiting_ruling");
        assertThat(waits.at("occupation").at("against").items())
            .as("what leaves it open")
            .isNotEmpty();

        Tree first = explain(serving.port(), member);
        Tree second = explain(serving.port(), other);
        Tree shown = codes(first).isEmpty() ? first : second;
        Tree merged = codes(first).isEmpty() ? second : first;
        assertThat(shown.at("shown").text()).isEqualTo("true");
        assertThat(shown.at("occupation").at("for").items())
            .anySatisfy(sign -> assertThat(sign.at("rule").text()).isNotEqualTo("null"));
        assertThat(codes(merged)).containsExactly("merged");
        assertThat(merged.at("vacancy").at("shown").text()).isEqualTo(shown.at("id").text());
        assertThat(shown.at("vacancy").at("others").items().getFirst().at("merged_because").text())
            .isEqualTo("ruling");
      }
    }
  }

  private static List<String> codes(Tree explanation) {
    return explanation.at("hidden_by").items().stream()
        .map(reason -> reason.at("code").text())
        .toList();
  }

  private static Tree explain(int port, String id) throws IOException, InterruptedException {
    String address =
        "http://127.0.0.1:" + port + "/v1/jobs/" + id + "/explain?occupation=ki-trainer";
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Tree.of(
          client
              .send(
                  HttpRequest.newBuilder(URI.create(address)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }
}
