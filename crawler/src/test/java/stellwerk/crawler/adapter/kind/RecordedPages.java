package stellwerk.crawler.adapter.kind;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The recorded pages beside the project; tests of them are skipped where the folder is missing.
final class RecordedPages {
  private static final Path ROOT =
      Path.of(System.getProperty("stellwerk.root", ".."), "..", "shared", "real").normalize();

  static final URI SOMEWHERE = URI.create("https://recorded.example/stellen/eine");

  private RecordedPages() {}

  static Path folder(String name) {
    Path folder = ROOT.resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "SKIPPED: no recorded pages at " + folder.toAbsolutePath());
    return folder;
  }

  static Path file(String name) {
    return folder("").resolve(name);
  }

  static List<Path> files(String folder, String... endings) throws IOException {
    try (Stream<Path> files = Files.walk(folder(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  static OfflineReader.Result read(Path file, @Nullable String type) throws IOException {
    return OfflineReader.read(Files.readAllBytes(file), null, SOMEWHERE, type, Instant.EPOCH);
  }
}
