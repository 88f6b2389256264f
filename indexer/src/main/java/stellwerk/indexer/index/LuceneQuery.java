package stellwerk.indexer.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import stellwerk.indexer.query.Asked;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.QueryParser;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.query.Synonyms;

/// Says a query in Lucene's terms.
///
/// A word scores as its best field does (so that a posting without its text loses little), all
/// words must occur, and freshness adds a little that is bounded. Filters never score.
final class LuceneQuery {
  private static final float TITLE = 3;
  private static final float FACTS = 1.5f;
  private static final float TEXT = 1;
  private static final float TITLE_PARTS = 0.4f;
  private static final float TEXT_PARTS = 0.2f;

  /// A word's other form counts a little less than the word.
  private static final float OTHER_FORM = 0.9f;

  /// Another way to say it comes after the words that were asked for, even where it is the rarer
  /// one, which by itself would score higher.
  private static final float OTHERWISE = 0.5f;

  /// Words of a synonym may be turned round (`annotieren Daten`) or have one between them.
  private static final int LOOSE = 2;

  private static final float FRESHNESS = 1;
  private static final int FRESHNESS_HALVED_DAYS = 14;

  /// Lucene takes 1024 clauses; what goes beyond is no question of a person.
  private static final int MOST_WORDS = 40;

  private final Analysers analysers;
  private final Lexicon lexicon;

  LuceneQuery(Analysers analysers, Synonyms synonyms) {
    this.analysers = analysers;
    this.lexicon = Lexicon.of(analysers, synonyms);
  }

  /// Everything that a query finds, with its score.
  ///
  /// @param today from which freshness is counted
  org.apache.lucene.search.Query of(Query query, LocalDate today) {
    return of(query, query.filters(), today);
  }

  /// The same without the conditions on one field, for that field's facet.
  org.apache.lucene.search.Query without(Filter.Field field, Query query, LocalDate today) {
    List<Filter> others = query.filters().stream().filter(each -> !isOn(field, each)).toList();
    return of(query, others, today);
  }

  /// Whether a filter is a condition on a field.
  static boolean isOn(Filter.Field field, Filter filter) {
    return switch (filter) {
      case Filter.AnyOf(Filter.Field other, _) -> other == field;
      case Filter.PayAtLeast _ -> field == Filter.Field.PAY;
      case Filter.PostedSince _ -> field == Filter.Field.POSTED_WEEK;
      case Filter.Near _, Filter.Country _ -> false;
    };
  }

  /// The order of a query; always ends with date and id, so that no two postings stand equal.
  static org.apache.lucene.search.Sort order(Sort sort) {
    SortField date = LuceneFields.ORDER.getSort()[0];
    SortField id = LuceneFields.ORDER.getSort()[1];
    return switch (sort) {
      case Sort.Relevance _ -> new org.apache.lucene.search.Sort(SortField.FIELD_SCORE, date, id);
      case Sort.Newest _ -> LuceneFields.ORDER;
      case Sort.HighestPay(var unit) -> {
        SortField pay =
            LongField.newSortField(
                LuceneFields.payField(unit), true, SortedNumericSelector.Type.MAX, Long.MIN_VALUE);
        yield new org.apache.lucene.search.Sort(pay, date, id);
      }
      case Sort.Nearest(double latitude, double longitude) ->
          new org.apache.lucene.search.Sort(
              LatLonDocValuesField.newDistanceSort(LuceneFields.LOCATIONS, latitude, longitude),
              date,
              id);
    };
  }

  /// What to mark in the texts that a question finds.
  Highlights highlights(String words) {
    Set<String> terms = new LinkedHashSet<>();
    Set<List<String>> phrases = new LinkedHashSet<>();
    List<Analysers.Word> run = new ArrayList<>();
    for (Asked asked : QueryParser.parse(words)) {
      List<Analysers.Word> found = analysers.words(Spelling.fold(asked.text()));
      if (asked.excluded() || found.isEmpty()) {
        continue;
      }
      if (asked.phrase()) {
        phrases.add(Lexicon.key(found));
      } else {
        found.stream().limit(Math.max(0, MOST_WORDS - run.size())).forEach(run::add);
      }
    }
    for (int at = 0; at < run.size(); at++) {
      terms.add(run.get(at).term());
      analysers.masculine(run.get(at).surface()).ifPresent(terms::add);
      for (int length = 1; length <= Math.min(lexicon.longest(), run.size() - at); length++) {
        lexicon.othersFor(run.subList(at, at + length)).stream()
            .map(Lexicon::key)
            .forEach(phrases::add);
      }
    }
    return new Highlights(analysers, terms, phrases);
  }

  private org.apache.lucene.search.Query of(Query query, List<Filter> filters, LocalDate today) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean scored = words(all, query.words());
    if (scored && query.sort() instanceof Sort.Relevance) {
      all.add(
          LongField.newDistanceFeatureQuery(
              LuceneFields.FIRST_SEEN, FRESHNESS, today.toEpochDay(), FRESHNESS_HALVED_DAYS),
          Occur.SHOULD);
    }
    scope(all, query);
    filters.forEach(filter -> all.add(condition(filter), Occur.FILTER));
    return all.build();
  }

  /// Only what is released at the question's outlet, and leads there if vacancies were asked for.
  static void scope(BooleanQuery.Builder all, Query query) {
    String scope =
        switch (query.group()) {
          case VACANCY -> LuceneFields.LEADS;
          case POSTING -> LuceneFields.OUTLETS;
        };
    all.add(term(scope, query.outlet().key()), Occur.FILTER);
  }

  /// Adds what was asked for in words; answers whether anything scores.
  private boolean words(BooleanQuery.Builder all, String words) {
    List<Analysers.Word> run = new ArrayList<>();
    int scoring = 0;
    for (Asked asked : QueryParser.parse(words)) {
      List<Analysers.Word> found = analysers.words(Spelling.fold(asked.text()));
      if (found.isEmpty()) {
        continue;
      }
      if (asked.excluded()) {
        all.add(
            asked.phrase() || found.size() > 1 ? phrase(found, 0) : plain(found.getFirst()),
            Occur.MUST_NOT);
      } else if (asked.phrase()) {
        scoring += run(all, run);
        run.clear();
        all.add(phrase(found, 0), Occur.MUST);
        scoring++;
      } else {
        found.stream().limit(Math.max(0, MOST_WORDS - run.size())).forEach(run::add);
      }
    }
    scoring += run(all, run);
    if (scoring == 0) {
      all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    }
    return scoring > 0;
  }

  private int run(BooleanQuery.Builder all, List<Analysers.Word> run) {
    Set<org.apache.lucene.search.Query> clauses =
        new LinkedHashSet<>(segments(run, Integer.MAX_VALUE));
    clauses.forEach(clause -> all.add(clause, Occur.MUST));
    if (run.size() > 1 && run.size() < 8) {
      all.add(new BoostQuery(phrase(LuceneFields.TITLE, run, LOOSE, true), TITLE), Occur.SHOULD);
    }
    return clauses.size();
  }

  /// One clause for each word, or for the words of a synonym together: the longest first.
  private List<org.apache.lucene.search.Query> segments(List<Analysers.Word> run, int most) {
    List<org.apache.lucene.search.Query> clauses = new ArrayList<>();
    int at = 0;
    while (at < run.size()) {
      int length = lexicon.longestAt(run, at, most);
      List<Analysers.Word> segment = run.subList(at, at + Math.max(1, length));
      clauses.add(length == 0 ? word(segment.getFirst()) : widened(segment));
      at += segment.size();
    }
    return clauses;
  }

  /// The words themselves, or another way to say them.
  private org.apache.lucene.search.Query widened(List<Analysers.Word> segment) {
    List<org.apache.lucene.search.Query> ways = new ArrayList<>();
    if (segment.size() == 1) {
      ways.add(word(segment.getFirst()));
    } else {
      BooleanQuery.Builder themselves = new BooleanQuery.Builder();
      segments(segment, segment.size() - 1).forEach(clause -> themselves.add(clause, Occur.MUST));
      ways.add(themselves.build());
    }
    for (List<Analysers.Word> other : lexicon.othersFor(segment)) {
      // A phrase sums up how rare its words are; a longer one must not win by that.
      float weight = OTHERWISE * segment.size() / other.size();
      ways.add(
          new BoostQuery(
              other.size() == 1 ? word(other.getFirst()) : phrase(other, LOOSE),
              Math.min(OTHERWISE, weight)));
    }
    return new DisjunctionMaxQuery(ways, 0);
  }

  private org.apache.lucene.search.Query word(Analysers.Word word) {
    List<org.apache.lucene.search.Query> ways = new ArrayList<>(fields(word.term(), 1));
    ways.add(scored(LuceneFields.TITLE_PARTS, word.term(), TITLE_PARTS));
    ways.add(scored(LuceneFields.TEXT_PARTS, word.term(), TEXT_PARTS));
    analysers
        .english(word.surface())
        .ifPresent(term -> {
          ways.add(scored(LuceneFields.TITLE_EN, term, TITLE * OTHER_FORM));
          ways.add(scored(LuceneFields.TEXT_EN, term, TEXT * OTHER_FORM));
        });
    analysers
        .masculine(word.surface())
        .ifPresent(term -> {
          ways.addAll(fields(term, OTHER_FORM));
          ways.add(scored(LuceneFields.TITLE_PARTS, term, TITLE_PARTS));
        });
    List<String> parts = analysers.parts(word.surface());
    if (parts.size() > 1) {
      ways.add(new BoostQuery(allParts(parts), TITLE_PARTS));
      ways.add(new BoostQuery(together(parts), TEXT_PARTS));
    }
    return new DisjunctionMaxQuery(ways, 0);
  }

  private static List<org.apache.lucene.search.Query> fields(String term, float weight) {
    return List.of(
        scored(LuceneFields.TITLE, term, TITLE * weight),
        scored(LuceneFields.FACTS, term, FACTS * weight),
        scored(LuceneFields.TEXT, term, TEXT * weight));
  }

  /// A compound's parts, all of them in title or facts: "Pflegefachkraft" meets "Fachkraft für
  /// Pflege". In a whole text they would meet by chance.
  private static org.apache.lucene.search.Query allParts(List<String> parts) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String part : parts) {
      all.add(
          new DisjunctionMaxQuery(
              List.of(
                  term(LuceneFields.TITLE, part),
                  term(LuceneFields.TITLE_PARTS, part),
                  term(LuceneFields.FACTS, part)),
              0),
          Occur.MUST);
    }
    return all.build();
  }

  private static org.apache.lucene.search.Query together(List<String> parts) {
    return new PhraseQuery(LOOSE, LuceneFields.TEXT, parts.toArray(String[]::new));
  }

  private static org.apache.lucene.search.Query plain(Analysers.Word word) {
    return new DisjunctionMaxQuery(fields(word.term(), 1), 0);
  }

  private static org.apache.lucene.search.Query phrase(List<Analysers.Word> words, int slop) {
    if (words.size() == 1) {
      return plain(words.getFirst());
    }
    return new DisjunctionMaxQuery(
        List.of(
            new BoostQuery(phrase(LuceneFields.TITLE, words, slop, false), TITLE),
            new BoostQuery(phrase(LuceneFields.FACTS, words, slop, false), FACTS),
            phrase(LuceneFields.TEXT, words, slop, false)),
        0);
  }

  private static org.apache.lucene.search.Query phrase(
      String field, List<Analysers.Word> words, int slop, boolean closed) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
    int first = words.getFirst().position();
    for (int i = 0; i < words.size(); i++) {
      phrase.add(
          new Term(field, words.get(i).term()), closed ? i : words.get(i).position() - first);
    }
    return phrase.build();
  }

  /// Only what was asked for in words; everything, if there were none.
  org.apache.lucene.search.Query words(Query query) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    words(all, query.words());
    // A question of exclusions alone would find nothing by itself.
    all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    return all.build();
  }

  static org.apache.lucene.search.Query condition(Filter filter) {
    return switch (filter) {
      case Filter.AnyOf(Filter.Field field, Set<String> values) ->
          new TermInSetQuery(
              field.key(),
              values.stream().map(value -> new BytesRef(LuceneFields.folded(value))).toList());
      case Filter.PayAtLeast(var amount, var unit) ->
          LongField.newRangeQuery(
              LuceneFields.payField(unit), LuceneFields.cents(amount), Long.MAX_VALUE);
      case Filter.PostedSince(LocalDate day) ->
          LongPoint.newRangeQuery(LuceneFields.SORT_DATE, day.toEpochDay(), Long.MAX_VALUE);
      case Filter.Near(double latitude, double longitude, double kilometres) ->
          any(
              LatLonPoint.newDistanceQuery(
                  LuceneFields.LOCATIONS, latitude, longitude, kilometres * 1000),
              remoteUnlessRefused());
      case Filter.Country(String code) ->
          any(term(LuceneFields.COUNTRY, LuceneFields.folded(code)), openTo(code));
    };
  }

  /// Remote jobs, and jobs of which only is said who may take them, are judged by that.
  private static org.apache.lucene.search.Query openTo(String code) {
    String remote = Filter.Field.REMOTE.key();
    String eligibility = Filter.Field.ELIGIBILITY.key();
    if (!code.equalsIgnoreCase("DE")) {
      Set<String> words = new LinkedHashSet<>(Regions.around(code));
      List<BytesRef> terms =
          words.stream().map(word -> new BytesRef(LuceneFields.folded(word))).toList();
      return all(term(remote, "remote"), new TermInSetQuery(LuceneFields.ELIGIBLE, terms));
    }
    BooleanQuery.Builder saidSo = new BooleanQuery.Builder();
    saidSo.add(term(eligibility, "yes"), Occur.FILTER);
    saidSo.add(term(remote, "onsite"), Occur.MUST_NOT);
    saidSo.add(term(remote, "hybrid"), Occur.MUST_NOT);
    return any(remoteUnlessRefused(), saidSo.build());
  }

  /// Remote jobs that are not closed to people in Germany.
  private static org.apache.lucene.search.Query remoteUnlessRefused() {
    return new BooleanQuery.Builder()
        .add(term(Filter.Field.REMOTE.key(), "remote"), Occur.FILTER)
        .add(term(Filter.Field.ELIGIBILITY.key(), "no"), Occur.MUST_NOT)
        .build();
  }

  private static org.apache.lucene.search.Query any(
      org.apache.lucene.search.Query one, org.apache.lucene.search.Query other) {
    return new BooleanQuery.Builder().add(one, Occur.SHOULD).add(other, Occur.SHOULD).build();
  }

  private static org.apache.lucene.search.Query all(
      org.apache.lucene.search.Query one, org.apache.lucene.search.Query other) {
    return new BooleanQuery.Builder().add(one, Occur.FILTER).add(other, Occur.FILTER).build();
  }

  private static org.apache.lucene.search.Query scored(String field, String term, float weight) {
    return new BoostQuery(term(field, term), weight);
  }

  private static org.apache.lucene.search.Query term(String field, String term) {
    return new TermQuery(new Term(field, term));
  }

  /// The words by which an eligibility may include a country.
  private static final class Regions {
    private static final Set<String> EU =
        Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
            "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");
    private static final Set<String> DACH = Set.of("DE", "AT", "CH");
    private static final Set<String> REST_OF_EUROPE =
        Set.of("CH", "GB", "NO", "IS", "LI", "RS", "BA", "ME", "MK", "AL", "UA", "MD");

    static List<String> around(String code) {
      String country = code.toUpperCase(Locale.ROOT);
      List<String> words = new ArrayList<>(List.of(country, "WORLD"));
      if (EU.contains(country)) {
        words.add("EU");
      }
      if (DACH.contains(country)) {
        words.add("DACH");
      }
      if (EU.contains(country) || REST_OF_EUROPE.contains(country)) {
        words.add("EUROPE");
      }
      return words;
    }
  }

  /// The synonyms as the German chain reads them.
  private record Lexicon(
      Map<List<String>, Set<List<String>>> others,
      Map<List<String>, List<Analysers.Word>> phrases,
      int longest) {
    static Lexicon of(Analysers analysers, Synonyms synonyms) {
      Map<List<String>, Set<List<String>>> others = new LinkedHashMap<>();
      Map<List<String>, List<Analysers.Word>> phrases = new LinkedHashMap<>();
      for (List<String> group : synonyms.groups()) {
        Set<List<String>> keys = new LinkedHashSet<>();
        for (String phrase : group) {
          List<Analysers.Word> words = analysers.words(Spelling.fold(Spelling.tidy(phrase)));
          if (!words.isEmpty()) {
            keys.add(key(words));
            phrases.putIfAbsent(key(words), words);
          }
        }
        keys.forEach(key -> others.computeIfAbsent(key, _ -> new LinkedHashSet<>()).addAll(keys));
      }
      others.forEach((key, ways) -> ways.remove(key));
      int longest = others.keySet().stream().mapToInt(List::size).max().orElse(0);
      return new Lexicon(others, phrases, longest);
    }

    int longestAt(List<Analysers.Word> run, int at, int most) {
      for (int length = Math.min(Math.min(longest, most), run.size() - at); length > 0; length--) {
        if (others.containsKey(key(run.subList(at, at + length)))) {
          return length;
        }
      }
      return 0;
    }

    List<List<Analysers.Word>> othersFor(List<Analysers.Word> segment) {
      return Optional.ofNullable(others.get(key(segment))).orElse(Set.of()).stream()
          .flatMap(key -> Optional.ofNullable(phrases.get(key)).stream())
          .toList();
    }

    private static List<String> key(List<Analysers.Word> words) {
      return words.stream().map(Analysers.Word::term).toList();
    }
  }
}
