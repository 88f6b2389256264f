package stellwerk.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;

/// A posting for operators: every field with its value, where it was read from, and the words.
final class PostingSheet {
  private static final int LONGEST = 110;

  private PostingSheet() {}

  static List<String> lines(Posting posting) {
    List<String> lines = new ArrayList<>();
    lines.add(posting.key() + "  " + posting.url());
    for (PostingField<?> field : PostingField.ALL) {
      switch (field.of(posting)) {
        case Fact<?> fact -> fact(lines, field.name(), fact);
        case List<?> facts -> {
          if (facts.isEmpty()) {
            lines.add(line("·", field.name(), "not stated", Optional.empty()));
          }
          for (Object fact : facts) {
            if (fact instanceof Fact.Known<?> known) {
              fact(lines, field.name(), known);
            }
          }
        }
        default ->
            throw new IllegalStateException(
                "field " + field.name() + " is neither a fact nor facts");
      }
    }
    if (!posting.flags().isEmpty()) {
      lines.add(line("!", "flags", posting.flags().toString(), Optional.empty()));
    }
    return lines;
  }

  private static void fact(List<String> lines, String name, Fact<?> fact) {
    lines.add(
        switch (fact) {
          case Fact.Known<?>(Object value, Evidence evidence) ->
              line("✓", name, String.valueOf(value), Optional.of(evidence));
          case Fact.Unreadable<?>(Evidence evidence) ->
              line("!", name, "unreadable", Optional.of(evidence));
          case Fact.Unstated<?> _ -> line("·", name, "not stated", Optional.empty());
        });
  }

  private static String line(String mark, String name, String value, Optional<Evidence> evidence) {
    String words =
        evidence
            .map(it ->
                "   ← “%s” (%s, %s, %s)"
                    .formatted(
                        cut(it.quote()),
                        it.at(),
                        it.origin().name().toLowerCase(Locale.ROOT),
                        it.confidence().name().toLowerCase(Locale.ROOT)))
            .orElse("");
    return "%s %-15s %s%s".formatted(mark, name, cut(value), words);
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
