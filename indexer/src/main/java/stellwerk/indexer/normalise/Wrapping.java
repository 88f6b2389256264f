package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;

/// Joins lines that were broken for their width only, as the employment agency's texts are
/// (`normalisation.md` §1.3).
final class Wrapping {
  private static final int NARROWEST = 50;
  private static final int WIDEST = 84;

  private Wrapping() {}

  static List<Lines.Line> joined(List<Lines.Line> lines) {
    if (!wrapped(lines)) {
      return List.copyOf(lines);
    }
    List<Lines.Line> joined = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    Lines.Mark mark = Lines.Mark.PLAIN;
    boolean goesOn = false;
    for (Lines.Line line : lines) {
      if (goesOn && line.mark() == Lines.Mark.PLAIN) {
        open.append(' ').append(line.text());
      } else {
        flush(open, mark, joined);
        open.append(line.text());
        mark = line.mark();
      }
      goesOn = full(line);
    }
    flush(open, mark, joined);
    return joined;
  }

  private static void flush(StringBuilder open, Lines.Mark mark, List<Lines.Line> into) {
    if (!open.isEmpty()) {
      into.add(new Lines.Line(open.toString(), mark));
      open.setLength(0);
    }
  }

  /// A text is hard-wrapped if no line is wide and many run up to the margin in mid-sentence.
  private static boolean wrapped(List<Lines.Line> lines) {
    int full = 0;
    for (Lines.Line line : lines) {
      if (line.text().length() > WIDEST) {
        return false;
      }
      if (full(line)) {
        full++;
      }
    }
    return full >= 2 && full * 4 >= lines.size();
  }

  private static boolean full(Lines.Line line) {
    String text = line.text();
    return text.length() >= NARROWEST && ".!?:;".indexOf(text.charAt(text.length() - 1)) < 0;
  }
}
