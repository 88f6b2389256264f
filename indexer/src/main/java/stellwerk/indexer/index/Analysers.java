package stellwerk.indexer.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.Version;

/// How text becomes terms: the German chain, the English chain, and the parts of compounds.
///
/// Loads the word lists once (half a second); thread-safe, to be shared by all who index or ask.
public final class Analysers {
  /// Positions between two values of a field, so that no phrase reaches from one into the next.
  private static final int GAP = 100;

  /// Raise by one when a chain changes in a way that its word lists do not show.
  private static final String CHAINS = "2";

  private static final List<String> LISTS = List.of("heads.txt", "whole.txt", "stems.tsv");

  /// A word of a text, as it is found.
  ///
  /// @param surface in lower case, as written
  /// @param term stemmed
  /// @param position counted from 0, stop words included
  record Word(String surface, String term, int position, int start, int end) {}

  /// What a word says besides itself, as stems.
  ///
  /// @param masculine one at most
  private record Inside(List<String> parts, List<String> masculine) {}

  private static final int REMEMBERED = 100_000;

  private volatile Map<String, Inside> remembered = new ConcurrentHashMap<>();

  /// Those before the map was full: frequent words come back from here, rare ones are forgotten.
  private volatile Map<String, Inside> formerly = Map.of();

  private final CharArraySet germanStops = germanStops();
  private final CharArraySet englishStops = englishStops();
  private final StemmerOverrideFilter.StemmerOverrideMap stems;
  private final Compounds compounds;
  private final Analyzer german;
  private final Analyzer english;
  private final Analyzer stemmer;
  private final Analyzer blanks;
  private final String hash;

  public Analysers() {
    stems = stems(lines("stems.tsv"));
    compounds = new Compounds(Set.copyOf(lines("heads.txt")), Set.copyOf(lines("whole.txt")));
    german = chain(() -> new StandardTokenizer(), this::germanTail);
    english = chain(() -> new StandardTokenizer(), this::englishTail);
    stemmer = chain(() -> new WhitespaceTokenizer(), this::stemmed);
    blanks = chain(() -> new WhitespaceTokenizer(), stream -> stream);
    hash =
        digest(
            CHAINS + Version.LATEST + germanStops + LISTS.stream().map(Analysers::lines).toList());
  }

  /// Changes when indexed terms would be others; such an index must be filled again.
  String hash() {
    return hash;
  }

  /// For the writer: which field is read by which chain.
  Analyzer byField() {
    return new PerFieldAnalyzerWrapper(
        german,
        Map.of(
            LuceneFields.TITLE_EN, english,
            LuceneFields.TEXT_EN, english,
            LuceneFields.TITLE_PARTS, blanks,
            LuceneFields.TEXT_PARTS, blanks));
  }

  /// The words of a text by the German chain; the text must be folded.
  List<Word> words(String folded) {
    List<Word> words = new ArrayList<>();
    try (TokenStream stream = german.tokenStream("words", folded)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      int position = -1;
      stream.reset();
      while (stream.incrementToken()) {
        position += step.getPositionIncrement();
        String surface =
            WordJoints.plain(folded.substring(offset.startOffset(), offset.endOffset()))
                .toLowerCase(Locale.ROOT);
        words.add(
            new Word(surface, term.toString(), position, offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("analysing a text in memory failed", e);
    }
    return words;
  }

  /// The English stem of a word; empty for a stop word.
  Optional<String> english(String surface) {
    return terms(english, surface).stream().findFirst();
  }

  /// The German stem of the masculine form, for a feminine one.
  Optional<String> masculine(String surface) {
    return inside(surface).masculine().stream().findFirst();
  }

  /// The stems of a compound's parts; empty if it has none.
  List<String> parts(String surface) {
    return inside(surface).parts();
  }

  /// All that a text's compounds and feminine forms also say, as terms with blanks between them.
  String partsOf(String folded) {
    StringBuilder parts = new StringBuilder();
    for (Word word : words(folded)) {
      Inside inside = inside(word.surface());
      inside.parts().forEach(part -> parts.append(part).append(' '));
      inside.masculine().forEach(term -> parts.append(term).append(' '));
    }
    return parts.toString();
  }

  private Inside inside(String surface) {
    Map<String, Inside> now = remembered;
    Inside known = now.get(surface);
    if (known == null) {
      known = formerly.get(surface);
      if (known == null) {
        known =
            new Inside(
                compounds.parts(surface).stream().map(this::stem).distinct().toList(),
                compounds.masculine(surface).map(this::stem).stream().toList());
      }
      if (now.size() >= REMEMBERED) {
        formerly = now;
        now = new ConcurrentHashMap<>();
        remembered = now;
      }
      now.put(surface, known);
    }
    return known;
  }

  private String stem(String word) {
    return String.join("", terms(stemmer, word));
  }

  private static List<String> terms(Analyzer analyser, String text) {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyser.tokenStream("words", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("analysing a text in memory failed", e);
    }
    return terms;
  }

  private TokenStream germanTail(TokenStream words) {
    TokenStream split = new WordJoints(words);
    return stemmed(new StopFilter(new LowerCaseFilter(split), germanStops));
  }

  private TokenStream stemmed(TokenStream lowerCase) {
    TokenStream overridden = new StemmerOverrideFilter(lowerCase, stems);
    return new GermanLightStemFilter(new GermanNormalizationFilter(overridden));
  }

  private TokenStream englishTail(TokenStream words) {
    TokenStream split = new EnglishPossessiveFilter(new WordJoints(words));
    TokenStream asked = new StopFilter(new LowerCaseFilter(split), englishStops);
    return new KStemFilter(new StemmerOverrideFilter(asked, stems));
  }

  private interface Source {
    Tokenizer open();
  }

  private interface Tail {
    TokenStream over(TokenStream words);
  }

  private static Analyzer chain(Source source, Tail tail) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer tokenizer = source.open();
        return new TokenStreamComponents(tokenizer, tail.over(tokenizer));
      }

      @Override
      public int getPositionIncrementGap(String field) {
        return GAP;
      }
    };
  }

  private static CharArraySet germanStops() {
    return CharArraySet.unmodifiableSet(GermanAnalyzer.getDefaultStopSet());
  }

  /// "IT" is a trade, and a question in lower case cannot tell it from "it".
  private static CharArraySet englishStops() {
    CharArraySet stops = new CharArraySet(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, true);
    stops.remove("it");
    return CharArraySet.unmodifiableSet(stops);
  }

  private static StemmerOverrideFilter.StemmerOverrideMap stems(List<String> lines) {
    StemmerOverrideFilter.Builder builder = new StemmerOverrideFilter.Builder(true);
    for (String line : lines) {
      int tab = line.indexOf('\t');
      builder.add(line.substring(0, tab), line.substring(tab + 1));
    }
    try {
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException("building the list of stems in memory failed", e);
    }
  }

  private static List<String> lines(String list) {
    try (InputStream in = Analysers.class.getResourceAsStream(list)) {
      if (in == null) {
        throw new IndexException("the word list " + list + " is missing from the program");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .collect(Collectors.toCollection(LinkedHashSet::new))
              .stream()
              .toList();
    } catch (IOException e) {
      throw new IndexException("reading the word list " + list + " failed", e);
    }
  }

  /// A short digest of a text.
  static String digest(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
