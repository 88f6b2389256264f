package stellwerk.indexer.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Marks the words of a question in a text, whole words only.
///
/// @param terms single words, stemmed
/// @param phrases words that count only together, stemmed
record Highlights(Analysers analysers, Set<String> terms, Set<List<String>> phrases) {
  private static final char OPEN = '\u0002';
  private static final char CLOSE = '\u0003';

  /// Longest passage of a long text, in characters.
  private static final int PASSAGE = 240;

  /// A whole text with its marks; empty if there is nothing to mark.
  Optional<String> whole(String text) {
    String tidy = Spelling.tidy(text);
    List<Analysers.Word> marked = marked(tidy);
    return marked.isEmpty() ? Optional.empty() : Optional.of(mark(tidy, marked, 0, tidy.length()));
  }

  /// The passage of a text with the most marks; empty if there is nothing to mark.
  Optional<String> passage(String text) {
    String tidy = Spelling.tidy(text);
    List<Analysers.Word> marked = marked(tidy);
    if (marked.isEmpty()) {
      return Optional.empty();
    }
    int middle = densest(marked);
    int start = blankBefore(tidy, Math.max(0, middle - 40));
    int end = blankAfter(tidy, Math.min(tidy.length(), start + PASSAGE));
    String passage = mark(tidy, marked, start, end);
    return Optional.of(
        (start > 0 ? "… " : "") + passage.strip() + (end < tidy.length() ? " …" : ""));
  }

  private List<Analysers.Word> marked(String tidy) {
    List<Analysers.Word> words = analysers.words(Spelling.fold(tidy));
    boolean[] marks = new boolean[words.size()];
    for (int i = 0; i < words.size(); i++) {
      marks[i] |= isAsked(words.get(i));
      for (List<String> phrase : phrases) {
        if (standsAt(phrase, words, i)) {
          Arrays.fill(marks, i, i + phrase.size(), true);
        }
      }
    }
    List<Analysers.Word> marked = new ArrayList<>();
    for (int i = 0; i < marks.length; i++) {
      if (marks[i]) {
        marked.add(words.get(i));
      }
    }
    return marked;
  }

  private boolean isAsked(Analysers.Word word) {
    return terms.contains(word.term())
        || analysers.masculine(word.surface()).map(terms::contains).orElse(false)
        || analysers.parts(word.surface()).stream().anyMatch(terms::contains);
  }

  private static boolean standsAt(List<String> phrase, List<Analysers.Word> words, int at) {
    if (at + phrase.size() > words.size()) {
      return false;
    }
    for (int i = 0; i < phrase.size(); i++) {
      if (!words.get(at + i).term().equals(phrase.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static int densest(List<Analysers.Word> marked) {
    int best = 0;
    int most = 0;
    int last = 0;
    for (int first = 0; first < marked.size(); first++) {
      while (last < marked.size()
          && marked.get(last).end() - marked.get(first).start() <= PASSAGE - 60) {
        last++;
      }
      if (last - first > most) {
        most = last - first;
        best = marked.get(first).start();
      }
    }
    return most == 0 ? marked.getFirst().start() : best;
  }

  private static String mark(String text, List<Analysers.Word> marked, int start, int end) {
    StringBuilder out = new StringBuilder(end - start + 2 * marked.size());
    int at = start;
    for (Analysers.Word word : marked) {
      if (word.start() >= at && word.end() <= end) {
        out.append(text, at, word.start()).append(OPEN);
        out.append(text, word.start(), word.end()).append(CLOSE);
        at = word.end();
      }
    }
    return out.append(text, at, end).toString();
  }

  private static int blankBefore(String text, int at) {
    int blank = text.lastIndexOf(' ', at);
    return blank < 0 || at - blank > 40 ? safe(text, at) : blank + 1;
  }

  private static int blankAfter(String text, int at) {
    int blank = text.indexOf(' ', at);
    return blank < 0 || blank - at > 40 ? safe(text, Math.min(text.length(), at)) : blank;
  }

  /// Never between the halves of a character.
  private static int safe(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
