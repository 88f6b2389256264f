package stellwerk.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// One YAML 1.2 file, read with positions; gathers its faults instead of stopping at the first.
final class YamlFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setMaxAliasesForCollections(20)
          .setCodePointLimit(MOST_BYTES)
          .setParseComments(false)
          .build();

  private final Path path;
  private final List<Fault> faults;
  private final List<String> lines;
  private final String text;
  private boolean secretsLeft;

  private YamlFile(Path path, String text, List<Fault> faults) {
    this.path = path;
    this.text = text;
    this.lines = text.lines().toList();
    this.faults = faults;
  }

  /// Reads a file's top mapping; empty if there is none, with the fault noted.
  static Optional<YamlMap> read(Path path, List<Fault> faults) {
    String text;
    try {
      if (Files.size(path) > MOST_BYTES) {
        faults.add(new Fault(path, 1, 1, "is larger than 1 MB", ""));
        return Optional.empty();
      }
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      faults.add(new Fault(path, 1, 1, "cannot be read: " + unreadable, ""));
      return Optional.empty();
    }
    return new YamlFile(path, text, faults).top();
  }

  private Optional<YamlMap> top() {
    try {
      Node root = new Compose(SETTINGS).composeString(text).orElse(null);
      if (root instanceof MappingNode mapping) {
        return Optional.of(new YamlMap(this, mapping, ""));
      }
      faults.add(new Fault(path, 1, 1, "is empty or no mapping of keys to values", ""));
    } catch (MarkedYamlEngineException broken) {
      fault(broken.getProblemMark().orElse(null), "is no YAML here: " + broken.getProblem());
    } catch (YamlEngineException broken) {
      faults.add(new Fault(path, 1, 1, "is no YAML: " + broken.getMessage(), ""));
    }
    return Optional.empty();
  }

  void fault(Node node, String message) {
    fault(node.getStartMark().orElse(null), message);
  }

  private void fault(@Nullable Mark mark, String message) {
    if (mark == null) {
      faults.add(new Fault(path, 1, 1, message, ""));
      return;
    }
    String excerpt = mark.getLine() < lines.size() ? lines.get(mark.getLine()) : "";
    faults.add(new Fault(path, mark.getLine() + 1, mark.getColumn() + 1, message, excerpt));
  }

  /// Leaves references to secrets as they are written: who is not asked needs no key.
  void leaveSecrets() {
    secretsLeft = true;
  }

  /// A text with what its references to secrets name.
  ///
  /// @throws IllegalArgumentException if that is not there
  String resolved(String written) {
    return secretsLeft ? written : Secrets.resolve(written);
  }

  Path path() {
    return path;
  }
}
