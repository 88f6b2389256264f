package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.parser.Parser;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.normalise.PostingText.Kind;
import stellwerk.indexer.normalise.PostingText.Passage;

/// Prepares the words of a raw posting once for all readers: HTML to plain text, and which passage
/// is about what (`normalisation.md` §3.1).
public final class PlainText {
  private PlainText() {}

  /// The title and description of a raw posting; parts that the site gives apart (tasks,
  /// qualifications, benefits) follow the description as passages of their own.
  public static PostingText of(RawPosting raw) {
    Builder builder = new Builder();
    for (Words words : raw.all(RawField.DESCRIPTION)) {
      builder.startPart(Kind.OTHER);
      builder.add(Lines.of(words.text()));
    }
    builder.part(raw.all(RawField.RESPONSIBILITIES), Kind.TASKS);
    builder.part(raw.all(RawField.QUALIFICATIONS), Kind.REQUIREMENTS);
    builder.part(raw.all(RawField.BENEFITS), Kind.OFFER);
    String title = raw.first(RawField.TITLE).map(words -> line(words.text())).orElse("");
    String description = builder.text.toString();
    return new PostingText(
        title, description, builder.passages(), Language.of(title + "\n" + description));
  }

  /// One line of words that may hold entities or tags: tidied, mended.
  public static String line(String words) {
    String text = words;
    if (text.indexOf('&') >= 0) {
      text = Parser.unescapeEntities(text, false);
    }
    if (text.indexOf('<') >= 0 && text.indexOf('>') > text.indexOf('<')) {
      StringBuilder joined = new StringBuilder();
      for (Lines.Line line : Lines.of(text)) {
        joined.append(line.text()).append(' ');
      }
      text = joined.toString();
    }
    return TextRepair.tidy(TextRepair.mend(text));
  }

  /// Plain text of HTML, with line breaks and bullets.
  public static String text(String html) {
    Builder builder = new Builder();
    builder.add(Lines.of(html));
    return builder.text.toString();
  }

  /// Grows the description and cuts it into passages. Not thread-safe.
  private static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Passage> cut = new ArrayList<>();
    private Kind kind = Kind.OTHER;
    private String heading = "";
    private int from;

    private void part(List<Words> parts, Kind of) {
      for (Words words : parts) {
        List<Lines.Line> lines = Lines.of(words.text());
        if (!lines.isEmpty() && text.indexOf(lines.getFirst().text()) < 0) {
          startPart(of);
          add(lines);
        }
      }
    }

    private void startPart(Kind next) {
      open(next, "");
    }

    private void add(List<Lines.Line> lines) {
      for (Lines.Line line : lines) {
        announced(line).ifPresent(next -> open(next, line.text()));
        if (!text.isEmpty()) {
          text.append('\n');
        }
        text.append(line.text());
      }
    }

    private void open(Kind next, String words) {
      cut();
      kind = next;
      heading = words;
    }

    /// Ends the passage so far; the break after it belongs to it, so that there is no gap.
    private void cut() {
      int end = text.isEmpty() ? 0 : text.length() + 1;
      if (end > from) {
        cut.add(new Passage(kind, heading, from, end));
        from = end;
      }
    }

    /// The kind of passage that a line opens. A heading by its markup opens one whatever its words;
    /// a bold line or one with a colon only if they are known, for tasks have such lines inside.
    private Optional<Kind> announced(Lines.Line line) {
      String words = line.text();
      return switch (line.mark()) {
        case HEADING ->
            words.length() > Headings.LONGEST
                ? Optional.empty()
                : Optional.of(Headings.kind(words).orElse(Kind.OTHER));
        case BOLD -> Headings.kind(words);
        case PLAIN -> {
          boolean colon = words.endsWith(":") && words.length() <= 60;
          yield colon ? Headings.kind(words) : Headings.bare(words);
        }
        case BULLET -> Optional.empty();
      };
    }

    private List<Passage> passages() {
      if (text.length() > from) {
        cut.add(new Passage(kind, heading, from, text.length()));
      } else if (!cut.isEmpty() && cut.getLast().to() > text.length()) {
        Passage last = cut.removeLast();
        cut.add(new Passage(last.kind(), last.heading(), last.from(), text.length()));
      }
      return List.copyOf(cut);
    }
  }
}
