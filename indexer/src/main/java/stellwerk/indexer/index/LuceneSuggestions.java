package stellwerk.indexer.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.release.Outlet;

/// Completions of what somebody began to type, and words for one that was mistyped: titles, skills
/// and places of what is released, from one state of the index. Immutable.
///
/// Whole words come before prefixes (`ki` must not lead to Kiel and Kita first), and one typing
/// error is forgiven from four letters on, after what was typed rightly.
final class LuceneSuggestions {
  private static final int FORGIVING_FROM = 4;
  private static final List<String> FIELDS =
      List.of(LuceneFields.SUGGEST_TITLE, Filter.Field.SKILL.key(), LuceneFields.SUGGEST_PLACE);

  /// A suggestion.
  ///
  /// @param words in lower case
  private record Entry(String text, List<String> words, long count) {}

  private final List<Entry> entries = new ArrayList<>();
  private final NavigableMap<String, List<Integer>> byWord = new TreeMap<>();

  LuceneSuggestions(IndexSearcher searcher) throws IOException {
    Map<String, Entry> merged = new LinkedHashMap<>();
    for (String field : FIELDS) {
      counts(searcher, field)
          .forEach((text, count) -> {
            List<String> words = words(text);
            merged.merge(
                String.join(" ", words),
                new Entry(text, words, count),
                (one, other) -> new Entry(one.text(), one.words(), one.count() + other.count()));
          });
    }
    // What is preferred comes first, so that a search for the best may end early.
    List<Entry> preferred = new ArrayList<>(merged.values());
    preferred.sort(
        Comparator.comparingLong(Entry::count)
            .reversed()
            .thenComparing(entry -> entry.text().length())
            .thenComparing(Entry::text));
    for (Entry entry : preferred) {
      for (String word : new LinkedHashSet<>(entry.words())) {
        byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(entries.size());
      }
      entries.add(entry);
    }
  }

  /// The best completions, the best first.
  List<String> of(String begun, int limit) {
    List<String> typed = words(Spelling.spoken(begun));
    if (typed.isEmpty() || limit <= 0) {
      return List.of();
    }
    String last = typed.getLast();
    Map<Integer, Integer> ranks = new HashMap<>();
    for (var word : byWord.subMap(last, true, last + Character.MAX_VALUE, false).entrySet()) {
      int rank = word.getKey().equals(last) ? 0 : 2;
      rank(ranks, typed, word.getKey(), rank, word.getValue(), limit);
    }
    if (ranks.size() < limit && last.length() >= FORGIVING_FROM) {
      for (var word : byWord.entrySet()) {
        if (TypingError.isOneOffPrefix(last, word.getKey())) {
          rank(ranks, typed, word.getKey(), 4, word.getValue(), limit);
        }
      }
    }
    return ranks.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(entry -> entries.get(entry.getKey()).text())
        .toList();
  }

  /// A word that is written almost like this one; the most frequent of the nearest.
  Optional<String> almost(String word) {
    if (word.length() < FORGIVING_FROM || byWord.containsKey(word)) {
      return Optional.empty();
    }
    int forgiven = word.length() < 8 ? 1 : 2;
    return byWord.entrySet().stream()
        .filter(entry -> entry.getKey().length() >= FORGIVING_FROM)
        .filter(entry -> TypingError.distance(word, entry.getKey(), forgiven) <= forgiven)
        .min(
            Comparator.<Map.Entry<String, List<Integer>>>comparingInt(
                    entry -> TypingError.distance(word, entry.getKey(), forgiven))
                .thenComparing(entry -> -frequency(entry.getValue()))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  private long frequency(List<Integer> holders) {
    return holders.stream().mapToLong(at -> entries.get(at).count()).sum();
  }

  /// Ranks the preferred entries that hold a word: so many of those that begin with it, and so many
  /// of the others.
  private void rank(
      Map<Integer, Integer> ranks,
      List<String> typed,
      String word,
      int rank,
      List<Integer> candidates,
      int limit) {
    List<String> before = typed.subList(0, typed.size() - 1);
    String first = before.isEmpty() ? word : before.getFirst();
    int leading = 0;
    int following = 0;
    for (int at : candidates) {
      List<String> words = entries.get(at).words();
      if (words.containsAll(before)) {
        boolean leads = words.getFirst().equals(first);
        if (leads ? leading++ < limit : following++ < limit) {
          ranks.merge(at, leads ? rank : rank + 1, Math::min);
        }
        if (leading >= limit && following >= limit) {
          return;
        }
      }
    }
  }

  /// The words of what is kept in the index, where titles already have no gender forms.
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ROOT);
    int start = 0;
    for (int at = 0; at <= lower.length(); at++) {
      if (at == lower.length() || !isOfWord(lower.charAt(at))) {
        if (at > start) {
          words.add(lower.substring(start, at));
        }
        start = at + 1;
      }
    }
    return words;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '+' || c == '#';
  }

  private static Map<String, Long> counts(IndexSearcher searcher, String field) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    Weight released =
        searcher.createWeight(
            searcher.rewrite(new TermQuery(new Term(LuceneFields.OUTLETS, Outlet.API.key()))),
            ScoreMode.COMPLETE_NO_SCORES,
            1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = released.scorer(leaf);
      SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field);
      if (scorer != null && values.getValueCount() > 0) {
        count(leaf, scorer.iterator(), values, counts);
      }
    }
    return counts;
  }

  private static void count(
      LeafReaderContext leaf,
      DocIdSetIterator docs,
      SortedSetDocValues values,
      Map<String, Long> counts)
      throws IOException {
    int[] byOrdinal = new int[Math.toIntExact(values.getValueCount())];
    var live = leaf.reader().getLiveDocs();
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if ((live == null || live.get(doc)) && values.advanceExact(doc)) {
        for (int i = 0; i < values.docValueCount(); i++) {
          byOrdinal[Math.toIntExact(values.nextOrd())]++;
        }
      }
    }
    for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
      if (byOrdinal[ordinal] > 0) {
        counts.merge(
            values.lookupOrd(ordinal).utf8ToString(), (long) byOrdinal[ordinal], Long::sum);
      }
    }
  }

  /// How many typing errors lie between two words: a letter too many, too few, another, or two
  /// changed places. Nearly all words differ at once, so this looks only as far as the errors
  /// reach.
  static final class TypingError {
    private TypingError() {}

    /// Whether a word begins with what was typed, but for one error.
    static boolean isOneOffPrefix(String typed, String word) {
      return !word.startsWith(typed) && begins(typed, 0, word, 0, 1);
    }

    private static boolean begins(String typed, int at, String word, int in, int left) {
      int i = at;
      int j = in;
      while (i < typed.length() && j < word.length() && typed.charAt(i) == word.charAt(j)) {
        i++;
        j++;
      }
      if (i == typed.length()) {
        return true;
      }
      return left > 0
          && (begins(typed, i + 1, word, j, left - 1)
              || (j < word.length()
                  && (begins(typed, i + 1, word, j + 1, left - 1)
                      || begins(typed, i, word, j + 1, left - 1)
                      || (isSwapped(typed, i, word, j)
                          && begins(typed, i + 2, word, j + 2, left - 1)))));
    }

    /// The number of errors, up to a most; one more than that for all that is further off.
    static int distance(String one, String other, int most) {
      for (int errors = 0; errors <= most; errors++) {
        if (Math.abs(one.length() - other.length()) <= errors && within(one, 0, other, 0, errors)) {
          return errors;
        }
      }
      return most + 1;
    }

    private static boolean within(String one, int at, String other, int in, int left) {
      int i = at;
      int j = in;
      while (i < one.length() && j < other.length() && one.charAt(i) == other.charAt(j)) {
        i++;
        j++;
      }
      int rest = (one.length() - i) - (other.length() - j);
      if (i == one.length() || j == other.length()) {
        return Math.abs(rest) <= left;
      }
      return left > 0
          && Math.abs(rest) <= left
          && (within(one, i + 1, other, j + 1, left - 1)
              || within(one, i + 1, other, j, left - 1)
              || within(one, i, other, j + 1, left - 1)
              || (isSwapped(one, i, other, j) && within(one, i + 2, other, j + 2, left - 1)));
    }

    private static boolean isSwapped(String one, int i, String other, int j) {
      return i + 1 < one.length()
          && j + 1 < other.length()
          && one.charAt(i) == other.charAt(j + 1)
          && one.charAt(i + 1) == other.charAt(j);
    }
  }
}
