package stellwerk.app.config;

import java.nio.file.Path;

/// Something wrong in a configuration file.
///
/// @param line counted from 1
/// @param column counted from 1
/// @param excerpt the line as it stands in the file; empty for a fault of the whole file
public record Fault(Path file, int line, int column, String message, String excerpt)
    implements Comparable<Fault> {
  /// The fault as an operator reads it: `file:line:column message`, the line, and a mark under the
  /// place.
  public String text() {
    String head = file + ":" + line + ":" + column + "  " + message;
    if (excerpt.isEmpty()) {
      return head;
    }
    String number = "%6d | ".formatted(line);
    return head
        + "\n"
        + number
        + excerpt
        + "\n"
        + " ".repeat(number.length() - 2)
        + "| "
        + " ".repeat(Math.max(0, column - 1))
        + "^";
  }

  @Override
  public int compareTo(Fault other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }
}
