package stellwerk.indexer.dedupe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads the tables that come with this room: tab-separated, `#` begins a comment line.
final class Table {
  private Table() {}

  static List<List<String>> rows(String name) {
    InputStream file = Table.class.getResourceAsStream("/dedupe/" + name);
    if (file == null) {
      throw new IllegalStateException("table dedupe/" + name + " is missing from the class path");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.asList(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading table dedupe/" + name, e);
    }
  }
}
