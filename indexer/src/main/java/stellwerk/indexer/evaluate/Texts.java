package stellwerk.indexer.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bodies of postings that labelled rows name and do not hold.
public final class Texts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Texts() {}

  /// Finds the bodies that rows ask for.
  ///
  /// A `ref` is the end of a line's own `ref` in a file of lines (`.jsonl`, `.jsonl.gz`), or a
  /// file's name and a place in its list `data` (`jobs.json#4`); what stands before the first blank
  /// says where it was seen.
  public static Map<String, String> of(List<GoldRow> rows, Collection<Path> files)
      throws IOException {
    Set<String> wanted = new HashSet<>();
    for (GoldRow row : rows) {
      for (String side : List.of("a", "b")) {
        GoldRow.words(row.labels().path(side), "ref").ifPresent(wanted::add);
      }
    }
    Map<String, String> byEnd = new HashMap<>();
    wanted.forEach(ref -> byEnd.put(ref.substring(ref.indexOf(' ') + 1), ref));
    Map<String, String> found = new HashMap<>();
    for (Path file : files) {
      if (file.toString().endsWith(".json")) {
        document(file, byEnd, found);
      } else {
        lines(file, byEnd, found);
      }
    }
    return found;
  }

  private static void document(Path file, Map<String, String> byEnd, Map<String, String> found)
      throws IOException {
    JsonNode data = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8)).path("data");
    byEnd.forEach((end, ref) -> {
      int sign = end.lastIndexOf('#');
      String name = file.getFileName() + "#";
      if (sign > 0 && end.substring(0, sign + 1).endsWith(name)) {
        JsonNode posting = data.path(Integer.parseInt(end.substring(sign + 1)));
        GoldRow.words(posting, "description").ifPresent(body -> found.put(ref, body));
      }
    });
  }

  private static void lines(Path file, Map<String, String> byEnd, Map<String, String> found)
      throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          JsonNode row = JSON.readTree(line);
          String ref = byEnd.get(GoldRow.words(row, "ref").orElse(""));
          if (ref != null) {
            GoldRow.words(row, "body").ifPresent(body -> found.put(ref, body));
          }
        }
      }
    }
  }
}
