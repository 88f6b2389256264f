package stellwerk.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Reads the invented job world from `resources/demo`. Dates count back from the day it is started,
/// so that it never ages.
final class DemoWorld {
  private final List<DemoPosting> postings;

  private DemoWorld(List<DemoPosting> postings) {
    this.postings = List.copyOf(postings);
  }

  static DemoWorld on(LocalDate today) {
    Map<String, DemoPosting.Archetype> archetypes = archetypes();
    List<DemoPosting> postings = new ArrayList<>();
    for (String line : lines("postings.tsv").toList()) {
      String[] cells = line.split("\t", -1);
      postings.add(
          new DemoPosting(
              cells[0],
              cells[1],
              cells[2],
              cells[3],
              List.of(cells[4].split("; ")),
              Objects.requireNonNull(archetypes.get(cells[5]), cells[5]),
              cells[6],
              cells[7].equals("-") || cells[7].isBlank() ? List.of() : List.of(cells[7].split(" ")),
              cells[8].strip(),
              today.minusDays(Integer.parseInt(cells[9])),
              cells.length > 10 ? cells[10] : ""));
    }
    return new DemoWorld(postings);
  }

  List<DemoPosting> of(String site) {
    return postings.stream().filter(posting -> posting.site().equals(site)).toList();
  }

  int size() {
    return postings.size();
  }

  private static Map<String, DemoPosting.Archetype> archetypes() {
    Map<String, Map<String, List<String>>> blocks = new HashMap<>();
    Map<String, List<String>> block = new HashMap<>();
    for (String line : lines("archetypes.txt").toList()) {
      if (line.startsWith("== ")) {
        block = new HashMap<>();
        blocks.put(line.substring(3).strip(), block);
      } else {
        int colon = line.indexOf(": ");
        block
            .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
            .add(line.substring(colon + 2));
      }
    }
    Map<String, DemoPosting.Archetype> archetypes = new HashMap<>();
    blocks.forEach((name, parts) ->
        archetypes.put(
            name,
            new DemoPosting.Archetype(
                String.join(" ", parts.getOrDefault("intro", List.of())),
                parts.getOrDefault("task", List.of()),
                parts.getOrDefault("ask", List.of()),
                parts.getOrDefault("offer", List.of()))));
    return archetypes;
  }

  private static Stream<String> lines(String resource) {
    return text(resource).lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  /// A text of `resources/demo`.
  static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            DemoWorld.class.getResourceAsStream("/demo/" + resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("the demo's " + resource + " cannot be read", broken);
    }
  }
}
