package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static stellwerk.indexer.index.SearchIndexContract.ids;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.IndexPostings;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.WorkingTime;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;

/// Compares the index with a count over everything it was given.
final class LuceneIndexPropertyTest {
  private static final List<Filter.Field> COUNTED =
      List.of(
          Filter.Field.REMOTE,
          Filter.Field.WORKING_TIME,
          Filter.Field.CONTRACT,
          Filter.Field.SKILL,
          Filter.Field.EMPLOYER,
          Filter.Field.SITE,
          Filter.Field.PAY_UNIT);

  private static final List<IndexedPosting> KEPT = new ArrayList<>();
  private static final LuceneIndex index = open();

  private static LuceneIndex open() {
    return LuceneIndex.inMemory(
        new RememberedPostings(),
        LuceneIndexTest.ANALYSERS,
        TestSynonyms.KI_TRAINER,
        InstantSource.fixed(SearchIndexContract.NOW));
  }

  @BeforeAll
  static void fill() {
    Random random = new Random(42);
    for (int i = 0; i < 400; i++) {
      Set<Outlet> outlets = some(random, Outlet.values());
      Set<Outlet> leads = EnumSet.noneOf(Outlet.class);
      outlets.stream().filter(_ -> random.nextInt(3) > 0).forEach(leads::add);
      KEPT.add(new IndexedPosting(posting(random, i), outlets, leads, List.of(), true));
      if (i % 97 == 0) {
        index.apply(List.copyOf(KEPT), List.of(), i);
        index.refresh();
      }
    }
    index.apply(List.copyOf(KEPT), List.of(), 400);
    index.refresh();
  }

  @AfterAll
  static void close() {
    index.close();
  }

  @Test
  void totalsAndFacetCountsEqualACountOverTheStore() {
    Random random = new Random(43);
    for (int i = 0; i < 300; i++) {
      List<Filter> filters = filters(random);
      Query.Group group = random.nextBoolean() ? Query.Group.VACANCY : Query.Group.POSTING;
      Outlet outlet = List.of(Outlet.values()).get(random.nextInt(Outlet.values().length));
      Hits hits =
          index.search(
              new Query(
                  "",
                  outlet,
                  group,
                  filters,
                  COUNTED.stream().map(field -> new Facet(field, 100)).toList(),
                  Sort.NEWEST,
                  1_000,
                  Query.From.START,
                  false));

      List<Posting> expected = matching(outlet, group, filters, null);
      assertThat(hits.total()).as("%s", filters).isEqualTo(expected.size());
      assertThat(ids(hits))
          .isEqualTo(
              expected.stream()
                  .sorted(
                      Comparator.comparing(LuceneFields::day)
                          .reversed()
                          .thenComparing(posting -> posting.id().value()))
                  .map(posting -> posting.id().value())
                  .toList());
      for (Filter.Field field : COUNTED) {
        Map<String, Long> counts = new HashMap<>();
        matching(outlet, group, filters, field)
            .forEach(posting ->
                values(field, posting).forEach(value -> counts.merge(value, 1L, Long::sum)));
        Map<String, Long> answered = new HashMap<>();
        for (Facet.Count count : hits.facets().getOrDefault(field, List.of())) {
          answered.put(count.value(), count.count());
        }
        assertThat(answered).as("%s under %s", field, filters).isEqualTo(counts);
      }
    }
  }

  @Test
  void noQuestionEndsInAnException() {
    Random random = new Random(44);
    String signs = "\"-+*:()[]{}^~\\/&|!?<>=;'%_.,#@ \u0000\u0002\uFFFF\uD83D\uDE00äß„“KI trainer ";
    for (int i = 0; i < 10_000; i++) {
      StringBuilder words = new StringBuilder();
      int length = random.nextInt(240);
      for (int at = 0; at < length; at++) {
        words.append(
            random.nextInt(5) == 0
                ? (char) random.nextInt(0x10000)
                : signs.charAt(random.nextInt(signs.length())));
      }
      Hits hits =
          index.search(
              new SearchIndexContract.Ask().words(words.toString()).highlight().limit(3).query());
      assertThat(hits.total()).isNotNegative();
      assertThat(index.suggest(words.toString(), 10)).hasSizeLessThanOrEqualTo(10);
    }
  }

  @Test
  void asManyWordsAsFitAreAsked() {
    for (String word :
        List.of("a ", "ki ", "ki ai ", "KI-Trainer ", "ö x y z ", "Krankenpflegerin ")) {
      String words = word.repeat(200);
      assertThat(index.search(new SearchIndexContract.Ask().words(words).query()).total())
          .isNotNegative();
    }
    StringBuilder different = new StringBuilder();
    for (char c = 'a'; c < 'a' + 90; c++) {
      different.append(c).append(' ');
    }
    assertThat(
            index.search(new SearchIndexContract.Ask().words(different.toString()).query()).total())
        .isZero();
  }

  private static Posting posting(Random random, int number) {
    IndexPostings posting =
        IndexPostings.titled("%04d".formatted(number), "Annotator " + number)
            .site("site-" + random.nextInt(4))
            .employer("Werk " + random.nextInt(12))
            .remote(List.of(Remote.values()).get(random.nextInt(3)))
            .workingTime(some(random, WorkingTime.values()).toArray(WorkingTime[]::new))
            .contract(some(random, Contract.values()).toArray(Contract[]::new));
    for (String skill : List.of("Python", "SQL", "Medizin", "C++")) {
      if (random.nextBoolean()) {
        posting.skills(skill);
      }
    }
    if (random.nextBoolean()) {
      posting.posted("2026-11-%02d".formatted(1 + random.nextInt(21)));
    }
    if (random.nextBoolean()) {
      int pay = 20_000 + 1_000 * random.nextInt(60);
      posting.pay(List.of(Pay.Unit.values()).get(random.nextInt(6)), pay, pay + 5_000);
    }
    return posting.build();
  }

  private static List<Filter> filters(Random random) {
    List<Filter> filters = new ArrayList<>();
    for (Filter.Field field : COUNTED) {
      if (random.nextInt(4) == 0) {
        List<String> known =
            KEPT.stream().flatMap(it -> values(field, it.posting())).distinct().toList();
        Set<String> chosen =
            Set.of(known.get(random.nextInt(known.size())), random.nextBoolean() ? "none" : "no");
        filters.add(new Filter.AnyOf(field, chosen));
      }
    }
    if (random.nextInt(4) == 0) {
      filters.add(
          new Filter.PayAtLeast(
              BigDecimal.valueOf(20_000 + random.nextInt(60_000)),
              List.of(Pay.Unit.values()).get(random.nextInt(6))));
    }
    if (random.nextInt(4) == 0) {
      filters.add(new Filter.PostedSince(LocalDate.of(2026, 11, 1 + random.nextInt(21))));
    }
    return filters;
  }

  private static List<Posting> matching(
      Outlet outlet, Query.Group group, List<Filter> filters, Filter.@Nullable Field without) {
    return KEPT.stream()
        .filter(it ->
            switch (group) {
              case VACANCY -> it.leads().contains(outlet);
              case POSTING -> it.outlets().contains(outlet);
            })
        .map(IndexedPosting::posting)
        .filter(posting ->
            filters.stream()
                .filter(filter -> without == null || !LuceneQuery.isOn(without, filter))
                .allMatch(filter -> holds(filter, posting)))
        .toList();
  }

  private static boolean holds(Filter filter, Posting posting) {
    return switch (filter) {
      case Filter.AnyOf(Filter.Field field, Set<String> wanted) ->
          values(field, posting).anyMatch(wanted::contains);
      case Filter.PayAtLeast(BigDecimal amount, Pay.Unit unit) ->
          posting
              .pay()
              .known()
              .filter(pay -> pay.unit() == unit)
              .flatMap(Pay::upper)
              .filter(upper -> upper.compareTo(amount) >= 0)
              .isPresent();
      case Filter.PostedSince(LocalDate day) -> !LuceneFields.day(posting).isBefore(day);
      case Filter.Near _, Filter.Country _ -> throw new IllegalArgumentException("not asked here");
    };
  }

  private static Stream<String> values(Filter.Field field, Posting posting) {
    return switch (field) {
      case REMOTE ->
          posting.remote().known().map(it -> it.name().toLowerCase(Locale.ROOT)).stream();
      case WORKING_TIME -> names(posting.workingTime(), WorkingTime::name);
      case CONTRACT -> names(posting.contract(), Contract::name);
      case SKILL -> names(posting.skills(), Function.identity());
      case EMPLOYER -> posting.employer().known().map(it -> it.name()).stream();
      case SITE -> Stream.of(posting.site().value());
      case PAY_UNIT ->
          posting
              .pay()
              .known()
              .flatMap(pay -> Optional.ofNullable(pay.unit()))
              .map(Pay.Unit::name)
              .stream();
      case OCCUPATION, TIER, REGION, ELIGIBILITY, SOFT_SKILL, TASK, LANGUAGE, PAY, POSTED_WEEK ->
          throw new IllegalArgumentException("not asked here");
    };
  }

  private static <T> Stream<String> names(List<Fact.Known<T>> facts, Function<T, String> name) {
    return facts.stream().map(Fact.Known::value).map(name);
  }

  private static <T extends Enum<T>> Set<T> some(Random random, T[] values) {
    Set<T> chosen = EnumSet.noneOf(values[0].getDeclaringClass());
    for (T value : values) {
      if (random.nextInt(3) == 0) {
        chosen.add(value);
      }
    }
    return chosen;
  }
}
