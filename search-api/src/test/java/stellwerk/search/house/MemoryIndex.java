package stellwerk.search.house;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import stellwerk.indexer.index.IndexException;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.InvalidCursorException;
import stellwerk.indexer.query.PayRange;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.query.Synonyms;

/// An index that looks at every posting.
public final class MemoryIndex implements SearchIndex {
  private final Map<PostingId, IndexedPosting> postings = new LinkedHashMap<>();
  private volatile long number;
  private volatile String wording = "";
  private volatile int lastAnswer = Integer.MAX_VALUE;
  private volatile RuntimeException failure = new IndexException("broken by the test");

  /// How many searches ran.
  public final AtomicInteger searches = new AtomicInteger();

  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile CountDownLatch door = new CountDownLatch(0);

  /// From now on searches wait until the door opens.
  public void hold(CountDownLatch closed) {
    door = closed;
  }

  /// How many searches ran at the same time, at most.
  public int mostAtOnce() {
    return mostAtOnce.get();
  }

  /// From now on it cannot be read.
  public void breakDown() {
    lastAnswer = searches.get();
  }

  /// After so many answers it cannot be read.
  public void breakDownAfter(int answers) {
    lastAnswer = searches.get() + answers;
  }

  /// From now on it fails like this.
  public void failWith(RuntimeException exception) {
    failure = exception;
    lastAnswer = searches.get();
  }

  @Override
  public long changeNumber() {
    return number;
  }

  @Override
  public long committedNumber() {
    return number;
  }

  @Override
  public void apply(
      Collection<IndexedPosting> added, Collection<PostingId> removed, long changeNumber) {
    added.forEach(it -> postings.put(it.posting().id(), it));
    removed.forEach(postings::remove);
    number = changeNumber;
  }

  @Override
  public void refresh() {}

  @Override
  public void commit() {}

  @Override
  public Hits search(Query query) {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      door.await();
      return searched(query);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private Hits searched(Query query) {
    if (searches.incrementAndGet() > lastAnswer) {
      throw failure;
    }
    List<IndexedPosting> found = found(query, query.filters());
    int from =
        switch (query.from()) {
          case Query.From.Skip(int hits) -> hits;
          case Query.From.After(String cursor) -> position(cursor);
        };
    int until = Math.min(found.size(), from + query.limit());
    List<Hits.Hit> hits = new ArrayList<>();
    for (IndexedPosting it : found.subList(Math.min(from, found.size()), until)) {
      List<PostingId> others =
          query.group() == Query.Group.VACANCY ? it.others() : List.<PostingId>of();
      Map<String, String> marks =
          query.highlight() && !query.words().isEmpty()
              ? marks(it.posting(), query.words())
              : Map.of();
      hits.add(new Hits.Hit(it.posting(), others, 1, marks));
    }
    Map<Filter.Field, List<Facet.Count>> facets = new LinkedHashMap<>();
    for (Facet facet : query.facets()) {
      facets.put(facet.field(), counts(query, facet));
    }
    String next = until < found.size() && query.limit() > 0 ? "after" + until : null;
    return new Hits(found.size(), true, hits, facets, next, number);
  }

  private static int position(String cursor) {
    if (!cursor.matches("after\\d{1,6}")) {
      throw new InvalidCursorException("not ours: " + cursor);
    }
    return Integer.parseInt(cursor.substring(5));
  }

  private static Map<String, String> marks(Posting posting, String words) {
    Map<String, String> marks = new LinkedHashMap<>();
    posting.title().known().ifPresent(text -> mark(marks, "title", text, words));
    posting.description().known().ifPresent(text -> mark(marks, "description", text, words));
    return marks;
  }

  private static void mark(Map<String, String> marks, String field, String text, String words) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(words.toLowerCase(Locale.ROOT));
    if (at >= 0) {
      int end = at + words.length();
      marks.put(
          field,
          text.substring(0, at)
              + "\u0002"
              + text.substring(at, end)
              + "\u0003"
              + text.substring(end));
    }
  }

  private List<IndexedPosting> found(Query query, List<Filter> filters) {
    return postings.values().stream()
        .filter(it ->
            (query.group() == Query.Group.VACANCY ? it.leads() : it.outlets())
                .contains(query.outlet()))
        .filter(it -> says(it.posting(), query.words()))
        .filter(it -> filters.stream().allMatch(filter -> passes(it.posting(), filter)))
        .sorted(order(query.sort()))
        .toList();
  }

  private static boolean says(Posting posting, String words) {
    String all =
        (posting.title().known().orElse("") + " " + posting.description().known().orElse(""))
            .toLowerCase(Locale.ROOT);
    return words.isEmpty() || all.contains(words.toLowerCase(Locale.ROOT));
  }

  private static Comparator<IndexedPosting> order(Sort sort) {
    Comparator<IndexedPosting> newest =
        Comparator.<IndexedPosting, LocalDate>comparing(it -> day(it.posting()))
            .reversed()
            .thenComparing(it -> it.posting().id().value());
    return switch (sort) {
      case Sort.HighestPay(Pay.Unit unit) ->
          Comparator.<IndexedPosting, BigDecimal>comparing(it -> amount(it.posting(), unit))
              .reversed()
              .thenComparing(newest);
      case Sort.Relevance _, Sort.Newest _, Sort.Nearest _ -> newest;
    };
  }

  private static BigDecimal amount(Posting posting, Pay.Unit unit) {
    return posting
        .pay()
        .known()
        .filter(pay -> pay.unit() == unit)
        .flatMap(Pay::upper)
        .orElse(BigDecimal.ONE.negate());
  }

  private static LocalDate day(Posting posting) {
    return posting
        .datePosted()
        .known()
        .orElse(LocalDate.ofInstant(posting.lifespan().firstSeen(), ZoneOffset.UTC));
  }

  private static boolean passes(Posting posting, Filter filter) {
    return switch (filter) {
      case Filter.AnyOf(Filter.Field field, Set<String> values) ->
          values(posting, field).stream().anyMatch(values::contains);
      case Filter.PayAtLeast(BigDecimal amount, Pay.Unit unit) ->
          amount(posting, unit).compareTo(amount) >= 0;
      case Filter.PostedSince(LocalDate since) -> !day(posting).isBefore(since);
      case Filter.Near(double latitude, double longitude, double radius) ->
          posting.remote().known().equals(Optional.of(Remote.REMOTE))
              || posting.locations().stream()
                  .map(Fact.Known::value)
                  .anyMatch(place ->
                      place.latitude() != null
                          && place.longitude() != null
                          && Math.hypot(place.latitude() - latitude, place.longitude() - longitude)
                                  * 90
                              <= radius);
      case Filter.Country _ -> true;
    };
  }

  private static Set<String> values(Posting posting, Filter.Field field) {
    Set<String> values = new LinkedHashSet<>();
    switch (field) {
      case OCCUPATION -> posting.membership().known().ifPresent(it -> values.add(it.occupation()));
      case TIER ->
          posting.membership().known().ifPresent(it -> values.add(String.valueOf(it.tier())));
      case REGION ->
          posting.locations().forEach(it -> values.add(String.valueOf(it.value().region())));
      case REMOTE -> posting.remote().known().ifPresent(it -> values.add(lower(it)));
      case ELIGIBILITY ->
          posting.eligibility().known().ifPresent(it -> values.add(lower(it.germany())));
      case WORKING_TIME -> posting.workingTime().forEach(it -> values.add(it.value().name()));
      case CONTRACT -> posting.contract().forEach(it -> values.add(it.value().name()));
      case SKILL -> posting.skills().forEach(it -> values.add(it.value()));
      case SOFT_SKILL -> posting.softSkills().forEach(it -> values.add(it.value()));
      case TASK -> posting.tasks().forEach(it -> values.add(it.value()));
      case EMPLOYER -> posting.employer().known().ifPresent(it -> values.add(it.name()));
      case SITE -> values.add(posting.site().value());
      case LANGUAGE -> posting.language().known().ifPresent(it -> values.add(it.getLanguage()));
      case PAY_UNIT -> posting.pay().known().ifPresent(it -> values.add(String.valueOf(it.unit())));
      case PAY -> posting.pay().known().ifPresent(pay -> range(values, pay));
      case POSTED_WEEK -> values.add("2026-W47");
    }
    return values;
  }

  private static void range(Set<String> values, Pay pay) {
    Pay.Unit unit = pay.unit();
    BigDecimal upper = pay.upper().orElse(null);
    if (unit != null && upper != null) {
      values.add(PayRange.holding(unit, upper).key());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private List<Facet.Count> counts(Query query, Facet facet) {
    List<Filter> others =
        query.filters().stream()
            .filter(it ->
                !(it instanceof Filter.AnyOf(Filter.Field field, _) && field == facet.field()))
            .toList();
    Map<String, Long> counts = new TreeMap<>();
    found(query, others)
        .forEach(it ->
            values(it.posting(), facet.field())
                .forEach(value -> counts.merge(value, 1L, Long::sum)));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(facet.limit())
        .map(entry -> new Facet.Count(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public Optional<Posting> find(PostingId id) {
    return Optional.ofNullable(postings.get(id)).map(IndexedPosting::posting);
  }

  @Override
  public Optional<List<Hits.Hit>> similar(PostingId id, Query query) {
    throw new UnsupportedOperationException("this index knows no likeness");
  }

  @Override
  public Optional<Explained> explain(PostingId id, Query query) {
    throw new UnsupportedOperationException("this index does not explain itself");
  }

  @Override
  public int position(PostingId id, Query query) {
    throw new UnsupportedOperationException("this index does not explain itself");
  }

  @Override
  public List<String> suggest(String begun, int limit) {
    return postings.values().stream()
        .flatMap(it -> it.posting().title().known().stream())
        .filter(title -> title.toLowerCase(Locale.ROOT).startsWith(begun.toLowerCase(Locale.ROOT)))
        .distinct()
        .limit(limit)
        .toList();
  }

  @Override
  public long documents() {
    return postings.size();
  }

  @Override
  public boolean outdated() {
    return false;
  }

  @Override
  public Renewal renew() {
    throw new UnsupportedOperationException("nothing is built anew here");
  }

  @Override
  public void use(Synonyms synonyms) {
    wording = synonyms.toString();
  }

  @Override
  public String wording() {
    return wording;
  }

  @Override
  public void close() {}
}
