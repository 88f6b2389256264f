package stellwerk.app.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private final Environment environment;
  private final boolean overridable;
  private final Origins origins = new Origins();

  private YamlFile(
      Path path, String text, List<Fault> faults, Environment environment, boolean overridable) {
    this.environment = environment;
    this.overridable = overridable;
    this.path = path;
    this.text = text;
    this.lines = text.lines().toList();
    this.faults = faults;
  }

  /// Reads a file's top mapping; empty if there is none, with the fault noted.
  ///
  /// @param environment what `${env:NAME}` names
  static Optional<YamlMap> read(Path path, List<Fault> faults, Environment environment) {
    return read(path, faults, environment, false);
  }

  /// Reads a file whose keys the environment overrides.
  static Optional<YamlMap> readOverridable(Path path, List<Fault> faults, Environment environment) {
    return read(path, faults, environment, true);
  }

  private static Optional<YamlMap> read(
      Path path, List<Fault> faults, Environment environment, boolean overridable) {
    String text;
    try {
      if (Files.size(path) > MOST_BYTES) {
        faults.add(new Fault(path, 1, 1, "is larger than 1 MB", ""));
        return Optional.empty();
      }
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      faults.add(new Fault(path, 1, 1, "there is no such file", ""));
      return Optional.empty();
    } catch (MalformedInputException wrong) {
      faults.add(new Fault(path, 1, 1, "is not written in UTF-8", ""));
      return Optional.empty();
    } catch (IOException unreadable) {
      faults.add(new Fault(path, 1, 1, "cannot be read: " + unreadable.getMessage(), ""));
      return Optional.empty();
    }
    return new YamlFile(path, text, faults, environment, overridable).top();
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
    return secretsLeft ? written : Secrets.resolve(written, environment);
  }

  Path path() {
    return path;
  }

  Environment environment() {
    return environment;
  }

  /// Whether the environment overrides what stands here.
  boolean overridable() {
    return overridable;
  }

  Origins origins() {
    return origins;
  }
}
