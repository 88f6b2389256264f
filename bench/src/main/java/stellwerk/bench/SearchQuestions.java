package stellwerk.bench;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;

/// What is asked of every engine: for each kind the same questions in the same order.
final class SearchQuestions {
  private static final int EACH = 400;

  private SearchQuestions() {}

  /// One question, in no engine's language.
  sealed interface Question {
    /// All words, best first.
    record Words(List<String> words) implements Question {}

    /// Words together.
    record Phrase(List<String> words) implements Question {}

    /// A word among remote jobs, newest first.
    record Newest(String word) implements Question {}

    /// The same with four facets and the pay histogram.
    record Counted(String word) implements Question {}

    /// A word within fifty kilometres, best first.
    record Around(String word, double latitude, double longitude) implements Question {}

    /// Ten titles that begin so.
    record Begun(String typed) implements Question {}

    /// Everything, newest first, with all facets; remote or not, so that no two are alike.
    record Everything(BigDecimal least, Pay.Unit unit) implements Question {}

    /// Jobs of two regions and two kinds of contract, with these facets counted sideways.
    record Sideways(Set<String> regions, Set<String> contracts) implements Question {}
  }

  /// By kind.
  static Map<String, List<Question>> of(SearchCorpus corpus) {
    Random random = new Random(4_711);
    Map<String, List<Question>> kinds = new LinkedHashMap<>();
    kinds.put("one word", many(() -> new Question.Words(List.of(corpus.asked(random)))));
    kinds.put(
        "AND of 2",
        many(() ->
            new Question.Words(
                List.of(SearchCorpus.word(20 + random.nextInt(50)), corpus.asked(random)))));
    kinds.put(
        "phrase",
        many(() ->
            new Question.Phrase(
                List.of(
                    SearchCorpus.word(18 + random.nextInt(60)),
                    SearchCorpus.word(18 + random.nextInt(60))))));
    kinds.put("word + filter, newest", many(() -> new Question.Newest(corpus.asked(random))));
    kinds.put("… + 4 facets + pay", many(() -> new Question.Counted(corpus.asked(random))));
    kinds.put("word + 50 km", many(() -> around(corpus, random)));
    kinds.put(
        "prefix, 10 titles",
        many(() -> new Question.Begun(SearchCorpus.role(random).substring(0, 3))));
    kinds.put(
        "sideways, 2 selected",
        many(() -> new Question.Sideways(regions(random), Set.of("PERMANENT", "FIXED_TERM"))));
    kinds.put(
        "everything + all facets",
        IntStream.range(0, EACH)
            .<Question>mapToObj(
                i -> new Question.Everything(BigDecimal.valueOf(1_000L + i), Pay.Unit.YEAR))
            .toList());
    return kinds;
  }

  private static Set<String> regions(Random random) {
    Set<String> regions = new java.util.TreeSet<>();
    while (regions.size() < 2) {
      regions.add(region(random));
    }
    return regions;
  }

  private static String region(Random random) {
    String region = SearchCorpus.town(random.nextInt(34)).region();
    return region == null ? "DE-BE" : region;
  }

  private static Question around(SearchCorpus corpus, Random random) {
    Place town = SearchCorpus.town(random.nextInt(34));
    Double latitude = town.latitude();
    Double longitude = town.longitude();
    return new Question.Around(
        corpus.asked(random), latitude == null ? 0 : latitude, longitude == null ? 0 : longitude);
  }

  private static List<Question> many(java.util.function.Supplier<Question> one) {
    return Stream.generate(one).limit(EACH).toList();
  }
}
