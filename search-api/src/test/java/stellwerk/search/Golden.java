package stellwerk.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Answers that must not change by accident. `-Dgolden=write` writes them anew.
final class Golden {
  private Golden() {}

  static void check(String name, String answer) throws IOException {
    Path file =
        Path.of(System.getProperty("stellwerk.root", ".."))
            .resolve("search-api/src/test/resources/golden/" + name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(file, answer, UTF_8);
    }
    assertThat(answer).isEqualTo(Files.readString(file, UTF_8));
  }
}
