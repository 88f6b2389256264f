package stellwerk.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Serving;
import stellwerk.app.wiring.Wiring;

/// Who is to be asked about a job, with address and telephone number, stays in the archive.
class PersonalDataTest {
  private static final List<String> PERSONAL =
      List.of("Erika Beispiel", "bewerbung@demo.example", "12345678");

  @TempDir private Path folder;

  @Test
  void aContactPersonIsNowhereButInTheArchive() throws IOException, InterruptedException {
    try (CrawledInstallation demo = CrawledInstallation.demo(folder)) {
      assertThat(PERSONAL).allSatisfy(words -> assertThat(archive()).contains(words));
      for (String words : PERSONAL) {
        assertThat(filesWith(words, folder)).as("files that hold “%s”", words).isEmpty();
        assertThat(demo.ok("search", '"' + words + '"').out()).startsWith("0 ");
      }
      assertThat(demo.ok("search", "Jahresgehalt").out()).doesNotStartWith("0 ");
      assertThat(demo.ok("search", "--json", "--evidence", "--limit", "1000").out())
          .contains("\"evidence\"")
          .doesNotContain(PERSONAL);
      Path export = folder.resolve("export.jsonl");
      demo.ok("export", "--format", "jsonl", "--evidence", "-o", export.toString());
      assertThat(Files.readString(export)).isNotEmpty().doesNotContain(PERSONAL);
      assertThat(demo.ok("decisions", "list", "--json").out()).doesNotContain(PERSONAL);
      answers(demo).forEach(answer -> assertThat(answer).isNotEmpty().doesNotContain(PERSONAL));
    }
  }

  /// Files outside the archive with these words in their bytes.
  private static List<Path> filesWith(String words, Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(folder.resolve("archive"))
            && Files.readString(file, ISO_8859_1).contains(words)) {
          found.add(folder.relativize(file));
        }
      }
    }
    return found;
  }

  /// What the archive holds, unpacked.
  private String archive() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream bytes =
            file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
          bytes.transferTo(all);
        }
      }
    }
    return all.toString(ISO_8859_1);
  }

  private static List<String> answers(CrawledInstallation demo)
      throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    Wiring wiring = Wiring.open(Configuration.read(demo.config()));
    try (Serving serving = Serving.start(wiring, false, List.of());
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/v1/jobs?occupation=ki-trainer&limit=100&evidence=true",
              "/v1/jobs?q=Jahresgehalt&limit=100&evidence=true",
              "/v1/feeds/ki-trainer.rss")) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        answers.add(answer.body());
      }
    }
    return answers;
  }
}
