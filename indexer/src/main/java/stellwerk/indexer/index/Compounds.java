package stellwerk.indexer.index;

import de.danielnaber.jwordsplitter.GermanWordSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits German compounds, and leads feminine forms back to the masculine that no stemmer joins
/// them with.
///
/// The dictionary of the splitter knows umlauts and ß, so words come in lower case but not yet
/// normalised. Thread-safe.
final class Compounds {
  private static final int SHORTEST = 6;
  private static final int LONGEST = 60;

  /// From seven letters on; Termin, Berlin, Medizin and Glycerin have other endings or are listed.
  private static final Pattern FEMININE =
      Pattern.compile("(\\p{L}{2,}(?:er|or|ist|ent|eur|ant|ologe|oge))(?:in|innen)");

  /// Feminine forms that change more than their end.
  private static final Map<String, String> CHANGED =
      Map.of(
          "ärztin",
          "arzt",
          "aerztin",
          "arzt",
          "anwältin",
          "anwalt",
          "anwaeltin",
          "anwalt",
          "köchin",
          "koch",
          "koechin",
          "koch",
          "bäuerin",
          "bauer");

  /// `Kauffrau`, `Fachfrau`, `Kaufleute`; not `Hausfrau`, whose counterpart is no `Hausmann` in a
  /// job's title.
  private static final Pattern PAIRED =
      Pattern.compile("(\\p{L}*(?:kauf|fach|kamera|zimmer|fuhr|ob))(?:frau|frauen|leute|leuten)");

  private static final Set<String> NOT_FEMININE =
      Set.of("glycerin", "nitroglycerin", "heparin", "aspirin", "tamburin", "mandarin");

  private final GermanWordSplitter splitter;
  private final Set<String> heads;
  private final Set<String> whole;

  Compounds(Set<String> heads, Set<String> whole) {
    this.heads = heads;
    this.whole = whole;
    try {
      splitter = new GermanWordSplitter(true);
    } catch (IOException e) {
      throw new IndexException("reading the splitter's word list failed", e);
    }
    splitter.setStrictMode(true);
  }

  /// The parts of a word; empty if it does not split.
  List<String> parts(String word) {
    if (word.length() < SHORTEST || word.length() > LONGEST) {
      return List.of();
    }
    return List.copyOf(split(word));
  }

  /// The masculine form of a feminine one: `Verkäuferinnen` → `verkäufer`.
  Optional<String> masculine(String word) {
    if (word.length() < 6 || NOT_FEMININE.contains(word)) {
      return Optional.empty();
    }
    Matcher paired = PAIRED.matcher(word);
    if (paired.matches()) {
      return Optional.of(paired.group(1) + "mann");
    }
    String single = word.endsWith("innen") ? word.substring(0, word.length() - 3) : word;
    for (Map.Entry<String, String> changed : CHANGED.entrySet()) {
      if (single.endsWith(changed.getKey())) {
        return Optional.of(
            single.substring(0, single.length() - changed.getKey().length()) + changed.getValue());
      }
    }
    if (word.length() < 7) {
      return Optional.empty();
    }
    Matcher matcher = FEMININE.matcher(word);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Set<String> split(String word) {
    Set<String> parts = new LinkedHashSet<>();
    Optional<String> masculine = masculine(word);
    List<String> pieces = pieces(word);
    if (pieces.size() < 2) {
      pieces = masculine.map(this::pieces).orElse(List.of());
    }
    if (pieces.size() > 1) {
      for (String piece : pieces) {
        parts.add(masculine(piece).orElse(piece));
      }
    }
    return parts;
  }

  private List<String> pieces(String word) {
    if (whole.contains(word)) {
      return List.of(word);
    }
    List<String> pieces = dictionary(word);
    if (pieces.size() < 2 && word.contains("ss")) {
      pieces = dictionary(word.replace("ss", "ß"));
    }
    if (pieces.size() < 2 && hasWrittenOutUmlaut(word)) {
      pieces = dictionary(word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü"));
    }
    return pieces.size() < 2 ? byHead(word) : pieces;
  }

  private static boolean hasWrittenOutUmlaut(String word) {
    return word.contains("ae") || word.contains("oe") || word.contains("ue");
  }

  private List<String> dictionary(String word) {
    List<String> pieces;
    // The splitter says nothing about threads; it is asked once for a word.
    synchronized (splitter) {
      pieces = splitter.splitWord(word);
    }
    return pieces.stream().allMatch(piece -> piece.length() > 2)
        ? pieces.stream().map(piece -> piece.toLowerCase(Locale.GERMAN)).toList()
        : List.of();
  }

  /// What stands before a known head is a word of its own, such as `daten` in `datenannotator`.
  private List<String> byHead(String word) {
    for (int at = 2; at <= word.length() - 4; at++) {
      String head = word.substring(at);
      String front = word.substring(0, at);
      if (heads.contains(head) && isFront(front)) {
        List<String> pieces = new ArrayList<>(pieces(front));
        if (pieces.isEmpty()) {
          pieces.add(front);
        }
        pieces.add(head);
        return pieces;
      }
    }
    return List.of(word);
  }

  private static boolean isFront(String front) {
    return front.length() > 2 ? !front.endsWith("-") : front.equals("ki") || front.equals("ai");
  }
}
