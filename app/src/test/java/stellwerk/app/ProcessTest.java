package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a process of its own shows: signals, kills, locks, what reaches the screen.
class ProcessTest {
  private static final Pattern PORT = Pattern.compile("Serving http://localhost:(\\d+)/");
  private static final int LONGEST_SECONDS = 60;

  @TempDir private Path folder;

  /// A child process with its two outputs in files.
  private record Child(Process process, Path out, Path err) implements AutoCloseable {
    int end() throws InterruptedException {
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    }

    String out(int code) throws InterruptedException, IOException {
      assertThat(end()).as(said()).isEqualTo(code);
      return Files.readString(out, StandardCharsets.UTF_8);
    }

    String said() throws IOException {
      return Files.readString(out, StandardCharsets.UTF_8)
          + Files.readString(err, StandardCharsets.UTF_8);
    }

    /// Waits for the line that names the port.
    int port() throws InterruptedException, IOException {
      long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
      while (System.nanoTime() < last && process.isAlive()) {
        Matcher matcher = PORT.matcher(said());
        if (matcher.find()) {
          return Integer.parseInt(matcher.group(1));
        }
        boolean _ = process.waitFor(50, TimeUnit.MILLISECONDS);
      }
      throw new AssertionError("it does not serve: " + said());
    }

    /// Waits until something holds that the child brings about.
    void await(Condition condition) throws IOException, InterruptedException {
      long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
      while (!condition.holds()) {
        assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).as(said()).isFalse();
        assertThat(System.nanoTime()).as("it does not happen: " + said()).isLessThan(last);
      }
    }

    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Child start(String... arguments) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes,
            "stellwerk.app.Main"));
    command.addAll(Arrays.asList(arguments));
    Path out = Files.createTempFile(folder, "child", ".out");
    Path err = Files.createTempFile(folder, "child", ".err");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("STELLWERK_LOG");
    return new Child(builder.start(), out, err);
  }

  private static void mustHaveSignals() {
    Assumptions.assumeFalse(
        System.getProperty("os.name").startsWith("Windows"),
        "signals are tried where there are signals");
  }

  private static HttpResponse<String> ask(int port, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  void storeAndIndexOpenAgainAfterASignal(String signal) throws IOException, InterruptedException {
    mustHaveSignals();
    try (BoardSite board = BoardSite.of("KI-Trainer (m/w/d)", "Datenannotator (m/w/d)")) {
      String config = board.installation(folder, "brett").toString();
      assertThat(Ran.of("crawl", "--config", config).code()).isZero();
      try (Child serving = start("serve", "--config", config)) {
        int port = serving.port();
        assertThat(ask(port, "/v1/jobs").body()).contains("KI-Trainer (m/w/d)");
        Ran meanwhile = Ran.of("search", "--config", config);
        assertThat(meanwhile.code()).isEqualTo(75);
        assertThat(meanwhile.err()).contains("is in use by process " + serving.process().pid());

        serving.signal(signal);

        int expected = signal.equals("TERM") ? 143 : signal.equals("INT") ? 130 : 137;
        assertThat(serving.end()).as(serving.said()).isEqualTo(expected);
        assertThat(serving.said()).doesNotContain("\tat ");
      }
      Ran after = Ran.of("search", "--config", config);
      assertThat(after.code()).as(after.said()).isZero();
      assertThat(after.out()).contains("KI-Trainer (m/w/d)").contains("2 vacancies");
      assertThat(Ran.of("crawl", "--config", config).code()).isZero();
    }
  }

  @Test
  void aRunningServiceBuildsItsIndexAnewAndTakesChangedSynonyms()
      throws IOException, InterruptedException {
    try (BoardSite board = BoardSite.of("KI-Trainer (m/w/d)", "Datenannotator (m/w/d)")) {
      Path file = board.installation(folder, "brett");
      String config = file.toString();
      assertThat(Ran.of("crawl", "--config", config).code()).isZero();
      try (Child serving = start("serve", "--config", config)) {
        int port = serving.port();

        Matcher admin = Pattern.compile("metrics on port (\\d+)").matcher(serving.said());
        assertThat(admin.find()).isTrue();
        List<String> metrics =
            ask(Integer.parseInt(admin.group(1)), "/metrics").body().lines().toList();
        assertThat(metrics.stream().map(line -> line.replaceAll(" [^ ]+$", "")))
            .as("every number stands once, and so does every type")
            .contains("stellwerk_index_lag_changes")
            .doesNotHaveDuplicates();
        Ran rebuilt = Ran.of("rebuild", "index", "--config", config);

        assertThat(rebuilt.code()).as(rebuilt.said()).isZero();
        assertThat(rebuilt.out()).contains("2 documents, at change 2 of 2");
        assertThat(ask(port, "/v1/jobs").body()).startsWith("{\"total\":2,");

        String words = "/v1/jobs?q=Maschinenfluesterer";
        assertThat(ask(port, words).body()).startsWith("{\"total\":0,");
        Path vocabulary = Files.createDirectories(file.resolveSibling("vocabulary"));
        Files.writeString(
            vocabulary.resolve("synonyms.yaml"),
            "version: 1\ngroups: [[KI-Trainer, Maschinenfluesterer]]\n");
        serving.await(() -> ask(port, words).body().startsWith("{\"total\":1,"));
        Files.writeString(vocabulary.resolve("synonyms.yaml"), "groups: nothing of the kind\n");
        serving.await(() -> serving.said().contains("the former ones stay"));
        assertThat(ask(port, words).body()).startsWith("{\"total\":1,");
      }
    }
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  @Test
  void interruptingACrawlFinishesThePageAndKeepsIt() throws IOException, InterruptedException {
    mustHaveSignals();
    try (BoardSite board = BoardSite.of("KI-Trainer (m/w/d)", "Datenannotator (m/w/d)")) {
      String config = board.installation(folder, "brett", "drittes", "zweites").toString();
      board.hesitate(1_500);
      try (Child crawl = start("crawl", "--json", "--config", config)) {
        assertThat(board.wasAsked()).isTrue();
        crawl.signal("INT");

        Tree report = Tree.of(crawl.out(130));

        assertThat(report.at("crawls").items()).as("the other sites were not begun").hasSize(1);
        assertThat(Files.readString(crawl.err())).contains("Interrupted");
        assertThat(board.asked()).isEqualTo(1);
      }
      assertThat(Ran.of("search", "--config", config).out()).contains("2 vacancies");
    }
  }

  @Test
  void stdoutCarriesTheDocumentAndNothingElse() throws IOException, InterruptedException {
    try (BoardSite board = BoardSite.of("KI-Trainer (m/w/d)")) {
      String config = board.installation(folder, "brett").toString();
      try (Child crawl = start("crawl", "--json", "--config", config)) {
        assertThat(Tree.of(crawl.out(0)).at("crawls").items()).hasSize(1);
        assertThat(crawl.said()).doesNotContain("\u001b");
        assertThat(Files.readString(crawl.err())).isEmpty();
      }
      try (Child search = start("search", "KI-Trainer", "--json", "--config", config)) {
        assertThat(Tree.of(search.out(0)).at("total").text()).isEqualTo("1");
        assertThat(Files.readString(search.err())).isEmpty();
      }
      try (Child help = start("--help")) {
        assertThat(help.out(0)).doesNotContain("\u001b");
      }
    }
  }
}
