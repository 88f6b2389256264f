package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import stellwerk.app.command.Failures;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Environment;
import stellwerk.app.wiring.Serving;
import stellwerk.app.wiring.Wiring;
import stellwerk.indexer.index.IndexException;

/// Bad input is told in one clear sentence and an exit code, never by a stack trace.
class BadInputTest {
  @TempDir private Path folder;

  private static void oneSentence(Ran ran, int code) {
    assertThat(ran.code()).as(ran.said()).isEqualTo(code);
    assertThat(ran.err().strip().lines()).as(ran.said()).hasSize(1);
    assertThat(ran.said()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crwal|Did you mean “crawl”?",
        "site tset|Did you mean “test”?",
        "crawl --jsn|Did you mean “--json”?",
        "crawl --limit x|'x' is not an int",
        "crawl --limit -3|--limit must be at least 1",
        "crawl bret|did you mean “brett”?",
        "site test bret|did you mean “brett”?",
        "search --occupation ki-trainr|did you mean “ki-trainer”?",
        "search --limit 0|--limit runs from 1 to 1000",
        "export --occupation ki-trainr|did you mean “ki-trainer”?",
        "export --format xls|known: csv, csv-excel-de, jsonl",
        "export -o /nowhere/x.csv|there is no folder /nowhere",
        "read nowhere.html|there is no file nowhere.html",
        "serve --role foo|was 'foo'",
        "serve --role crawl|--role can only leave out crawl",
      })
  void whatMakesNoSenseEndsWithTwoAndAHint(String command, String hint) throws IOException {
    try (BoardSite board = BoardSite.of("KI-Trainer")) {
      Path config = board.installation(folder, "brett");
      boolean parses = !command.contains("crwal") && !command.contains("tset");

      Ran ran = Ran.of((command + (parses ? " --config " + config : "")).split(" "));

      assertThat(ran.code()).as(ran.said()).isEqualTo(2);
      assertThat(ran.err()).contains(hint).doesNotContain("\tat ");
      assertThat(ran.out()).isEmpty();
      assertThat(board.asked()).isZero();
    }
  }

  @Test
  void thePortOfTheDemoMustBeAPort() {
    oneSentence(Ran.of("demo", "--port", "99999"), 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sites/brett.yaml|politness: { delay: 0s }|10:1|unknown key “politness” (did you mean “politeness”?)",
        "sites/brett.yaml|schedule: { cron: \"0 0 25 * * ?\" }|10:19|cron",
        "sites/brett.yaml|schedule: { cron: [|11:1|is no YAML here",
        "sites/brett.yaml|expect: { min_items: viele }|10:22|“viele”, expected a whole number",
        "sites/brett.yaml|expect: { verdict: COMPLET }|10:20|a verdict is one of",
        "stellwerk.yaml|sever: { port: 1 }|8:1|(did you mean “server”?)",
        "stellwerk.yaml|retention: { raw: 4y }|8:19|expected a duration",
      })
  void aBrokenConfigurationIsRefusedWithItsPlace(
      String file, String line, String place, String words) throws IOException {
    try (BoardSite board = BoardSite.of("KI-Trainer")) {
      Path config = board.installation(folder, "brett");
      Path broken = config.resolveSibling(file);
      Files.writeString(broken, Files.readString(broken) + line + "\n");

      Ran check = Ran.of("config", "check", "--config", config.toString());
      Ran crawl = Ran.of("crawl", "--config", config.toString());

      assertThat(check.code()).as(check.said()).isEqualTo(3);
      assertThat(check.out()).contains(broken + ":" + place).contains(words).contains("1 fault");
      assertThat(check.out().contains("^"))
          .as("the place is marked, where there is one")
          .isEqualTo(!line.endsWith("["));
      assertThat(crawl.code()).isEqualTo(3);
      assertThat(crawl.err()).contains(broken + ":" + place).contains("nothing was started");
      assertThat(folder.resolve("data")).doesNotExist();
      assertThat(board.asked()).isZero();
    }
  }

  @Test
  void aMissingConfigurationIsAFault() {
    Ran ran = Ran.of("config", "check", "--config", "nowhere.yaml");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).contains("nowhere.yaml:1:1  there is no such file");
  }

  @Test
  void aBrokenRecordIsQuarantinedAndTheCrawlGoesOn() throws IOException {
    try (BoardSite board = BoardSite.of("KI-Trainer (m/w/d)", "", "Datenannotator (m/w/d)")) {
      String config = board.installation(folder, "brett").toString();

      Ran crawl = Ran.of("crawl", "brett", "--config", config);

      assertThat(crawl.out())
          .contains("valid 2")
          .contains("quarantined 1")
          .contains("without id, title or absolute_url");
      assertThat(Ran.of("search", "--config", config).out()).contains("2 vacancies");
    }
  }

  @Test
  void anUnknownParameterIsAProblemWithASuggestion() throws IOException, InterruptedException {
    try (BoardSite board = BoardSite.of("KI-Trainer")) {
      Configuration configuration =
          Configuration.read(board.installation(folder, "brett"), new Environment(Map.of()));
      try (Serving serving = Serving.start(Wiring.open(configuration), false, java.util.List.of());
          HttpClient client = HttpClient.newHttpClient()) {
        URI url =
            URI.create(
                "http://127.0.0.1:" + serving.port() + "/v1/jobs?ocupation=ki-trainer&limit=viele");
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
        assertThat(answer.body()).contains("ocupation").contains("occupation").contains("limit");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"server: { port: 0,server: { port: %d", "admin: { port: 0,admin: { port: %d"})
  void aTakenPortIsASentence(String port, String taken) throws IOException {
    try (BoardSite board = BoardSite.of("KI-Trainer");
        ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Path config = board.installation(folder, "brett");
      Files.writeString(
          config, Files.readString(config).replace(port, taken.formatted(other.getLocalPort())));

      Ran ran = Ran.of("serve", "--config", config.toString());

      oneSentence(ran, 1);
      assertThat(ran.err()).contains("cannot listen on port " + other.getLocalPort());
      assertThat(Ran.of("search", "--config", config.toString()).code())
          .as("all was let go of")
          .isZero();
    }
  }

  @Test
  void whoHoldsTheDataFolderIsNamed() throws IOException {
    try (BoardSite board = BoardSite.of("KI-Trainer")) {
      Path config = board.installation(folder, "brett");
      try (Wiring _ = Wiring.open(Configuration.read(config, new Environment(Map.of())))) {
        for (String command :
            java.util.List.of("serve", "crawl", "search", "export", "site list")) {
          Ran ran = Ran.of((command + " --config " + config).split(" "));

          oneSentence(ran, 75);
          assertThat(ran.err()).contains("is in use by process " + ProcessHandle.current().pid());
        }
      }
      assertThat(Ran.of("search", "--config", config.toString()).code()).isZero();
    }
  }

  @Test
  void aFullDiskIsASentence() {
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(CommandLine.Model.CommandSpec.create()).setErr(new PrintWriter(err, true));

    int code =
        Failures.inWords(
            new IndexException(
                "committing change 7 failed", new IOException("No space left on device")),
            command);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "stellwerk: no room is left on the disk (committing change 7 failed); free some space and try again,"
                + " what was kept before is whole\n");
  }
}
