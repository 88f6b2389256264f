package stellwerk.search.issue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An issue for a mail's text part: lines of at most 78 columns, addresses uncut.
final class IssueText {
  private static final int COLUMNS = 78;

  private final StringBuilder out = new StringBuilder();

  private IssueText() {}

  /// @param base where readers reach us, without a slash at its end
  static String of(Issue issue, String base, Flavor flavor) {
    IssueText text = new IssueText();
    text.write(issue, base, flavor);
    return text.out.toString();
  }

  private void write(Issue issue, String base, Flavor flavor) {
    lines("", issue.subject().toUpperCase(Locale.GERMAN));
    lines("", IssueHtml.span(issue));
    for (Issue.Group group : issue.groups()) {
      out.append('\n');
      lines("", group.label().toUpperCase(Locale.GERMAN));
      for (Issue.Item item : group.items()) {
        out.append('\n');
        lines("* ", item.title());
        lines("  ", IssueHtml.facts(item));
        lines("  ", IssueHtml.source(item));
        if (item.url() != null) {
          out.append("  ").append(item.url()).append('\n');
        }
      }
    }
    out.append('\n');
    lines("", IssueHtml.left(issue));
    if (issue.moreUrl() != null) {
      String more = issue.moreUrl();
      out.append("Alle Stellen: ").append(more.startsWith("/") ? base + more : more).append('\n');
    }
    out.append("\n-- \n");
    lines("", "Sie erhalten diese Mail alle 14 Tage. Jederzeit kündbar. Keine Werbung.");
    out.append("Abmelden: ").append(flavor.unsubscribe()).append('\n');
    lines("", issue.imprint());
  }

  /// Fills lines with words; those after the first are indented like it.
  private void lines(String begin, String text) {
    String before = begin;
    StringBuilder line = new StringBuilder();
    for (String word : words(text, COLUMNS - begin.length())) {
      if (!line.isEmpty() && begin.length() + line.length() + 1 + word.length() > COLUMNS) {
        out.append(before).append(line).append('\n');
        line.setLength(0);
        before = " ".repeat(begin.length());
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      out.append(before).append(line).append('\n');
    }
  }

  /// Words, those cut that would not fit into any line.
  private static List<String> words(String text, int longest) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("[ \\n]+", -1)) {
      for (int at = 0; at < word.length(); at += longest) {
        words.add(word.substring(at, Math.min(word.length(), at + longest)));
      }
    }
    return words;
  }
}
