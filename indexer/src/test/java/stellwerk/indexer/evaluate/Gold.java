package stellwerk.indexer.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Labelled rows, where this machine has them.
final class Gold {
  private Gold() {}

  static List<JsonNode> rows(String name) throws IOException {
    Path file = Path.of(System.getProperty("stellwerk.root", "."), "..", "shared", "gold", name);
    Assumptions.assumeTrue(
        Files.exists(file), "SKIPPED: no labelled rows here, expected at " + file);
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .filter(line -> !line.isBlank())
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  static Set<String> wrongLabels() throws IOException {
    try (InputStream file = Gold.class.getResourceAsStream("/normalise/wrong-labels.tsv")) {
      return new String(
              Objects.requireNonNull(file, "wrong-labels.tsv").readAllBytes(),
              StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1)[0])
          .collect(Collectors.toSet());
    }
  }
}
