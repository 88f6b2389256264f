package stellwerk.app.config;

import java.nio.file.Path;

/// Where a value in force was written.
public sealed interface Origin {
  /// Nobody wrote it.
  record Standard() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /// It stands in a file.
  ///
  /// @param line counted from 1
  /// @param written as it stands there, with `${env:…}` and `${file:…}` unresolved
  record Written(Path file, int line, String written) implements Origin {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /// An environment variable overrides the file.
  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return "environment " + name;
    }
  }
}
