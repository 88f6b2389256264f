package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.dedupe.Grouping;
import stellwerk.indexer.dedupe.Likeness;
import stellwerk.indexer.dedupe.MemoryNeighbours;
import stellwerk.indexer.dedupe.Ruled;
import stellwerk.indexer.dedupe.Signature;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.posting.IndexPostings;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.SqlNeighbours;
import stellwerk.indexer.store.SqlRulings;
import stellwerk.indexer.store.Stores;

class VacanciesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Signer SIGNER = new Signer(new TitleReader(Vocabulary.shipped()));
  private static final List<String> WORDS =
      List.of(
          "antworten",
          "modelle",
          "bewerten",
          "fragen",
          "schreiben",
          "daten",
          "bilder",
          "texte",
          "prüfen",
          "team",
          "leitfaden",
          "sprache",
          "regeln",
          "fehler",
          "quellen",
          "aufgaben",
          "lernen",
          "kunden",
          "zeit",
          "woche",
          "haus",
          "arbeit",
          "büro",
          "weg",
          "plan",
          "ziel");

  @TempDir Path folder;
  private Stores stores;
  private SqlRulings rulings;
  private Vacancies vacancies;

  @BeforeEach
  void open() {
    open("one");
  }

  private void open(String name) {
    stores = Stores.open(Address.parse("sqlite:" + folder.resolve(name + ".db")));
    rulings = new SqlRulings(stores.database());
    vacancies =
        new Vacancies(
            stores.postings(),
            new SqlNeighbours(stores.database()),
            SIGNER,
            rulings,
            new SettableClock("2026-11-22T12:00:00Z"));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  /// A text of many words that only this seed makes.
  private static String text(long seed, int words) {
    Random random = new Random(seed);
    return IntStream.range(0, words)
        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())) + (i % 12 == 0 ? "." : ""))
        .collect(Collectors.joining(" "));
  }

  private static IndexPostings posting(String id, String title, String employer, String text) {
    return IndexPostings.titled(id, title).employer(employer).text(text);
  }

  private Posting take(Posting posting) {
    Posting placed = posting.with(vacancies.find(posting));
    RawPosting raw =
        RawPosting.at(
                posting.site(), posting.key(), URI.create("https://x.example/" + posting.key()))
            .build();
    boolean known = stores.postings().find(posting.id()).isPresent();
    stores
        .postings()
        .keep(
            placed,
            raw,
            "digest",
            new CrawlId("c_1"),
            known ? new ChangeEvent.Touched("read again") : new ChangeEvent.Opened(),
            NOON);
    vacancies.kept(placed);
    return placed;
  }

  private Map<String, String> standing() {
    Map<String, String> standing = new TreeMap<>();
    for (Kept kept : stores.postings().page(new PostingId("j_  "), 10_000)) {
      standing.put(kept.posting().id().value(), kept.posting().vacancy().value());
    }
    return standing;
  }

  private static PostingId id(String id) {
    return new PostingId("j_" + id);
  }

  private void rule(String about, Says says) {
    rulings.give(new Ruling(id(about), says, "anna", NOON, ""));
    take(stores.postings().find(id(about)).orElseThrow().posting());
  }

  @Test
  void theSameAdAtTwoSitesIsOneVacancyNamedAfterTheFirst() {
    take(posting("bbb1", "KI-Trainer (m/w/d)", "Beispiel GmbH", text(1, 150)).build());
    take(posting("aaa1", "KI-Trainer*in", "Beispiel", text(1, 150)).firstSeen(NOON).build());

    assertThat(standing()).containsEntry("j_aaa1", "v_bbb1").containsEntry("j_bbb1", "v_bbb1");
    Vacancies.Reasons reasons = vacancies.reasons(id("aaa1")).orElseThrow();
    assertThat(reasons.around())
        .containsEntry(
            id("bbb1"),
            new Likeness(Likeness.Kind.DUPLICATE, Likeness.Rule.SAME_TITLE_LIKE_TEXT, 1, Set.of()));
  }

  @Test
  void whoeverFollowsHearsWhenAVacancyChanges() {
    take(posting("aaa1", "KI-Trainer", "Beispiel", text(1, 150)).build());
    take(posting("aaa2", "KI-Trainer", "Beispiel", text(2, 150)).build());
    long number = stores.postings().changeNumber();

    take(posting("aaa2", "KI-Trainer", "Beispiel", text(1, 150)).build());

    assertThat(stores.postings().changesAfter(number, 100))
        .extracting(Change::posting)
        .contains(id("aaa1"), id("aaa2"));
  }

  @Test
  void aPostingThatChangesLeavesAndWhatItHeldTogetherFallsApart() {
    String begin = text(1, 200);
    String middle = text(1, 200).substring(0, begin.length() * 88 / 100) + text(7, 25);
    String end = middle.substring(begin.length() * 15 / 100) + text(8, 30);
    take(posting("aaa1", "KI-Trainer", "Beispiel", begin).build());
    take(posting("aaa3", "KI-Trainer", "Beispiel", end).build());
    assertThat(Set.copyOf(standing().values())).hasSize(2);

    take(posting("aaa2", "KI-Trainer", "Beispiel", middle).build());
    assertThat(Set.copyOf(standing().values())).containsExactly("v_aaa1");

    take(posting("aaa2", "Buchhalter", "Beispiel", text(9, 150)).build());
    assertThat(standing())
        .isEqualTo(Map.of("j_aaa1", "v_aaa1", "j_aaa2", "v_aaa2", "j_aaa3", "v_aaa3"));
  }

  @Test
  void whatIsPurgedHoldsNothingTogether() {
    String text = text(1, 200);
    String middle = text.substring(0, text.length() * 88 / 100) + text(7, 25);
    String end = middle.substring(text.length() * 15 / 100) + text(8, 30);
    take(posting("aaa1", "KI-Trainer", "Beispiel", text).build());
    take(posting("aaa2", "KI-Trainer", "Beispiel", middle).build());
    take(posting("aaa3", "KI-Trainer", "Beispiel", end).build());

    vacancies.purged(id("aaa2"));

    assertThat(standing()).containsEntry("j_aaa1", "v_aaa1").containsEntry("j_aaa3", "v_aaa3");
  }

  @Test
  void aSplitStaysSplitAndAMergeMergedWhateverComes() {
    take(posting("aaa1", "KI-Trainer", "Beispiel", text(1, 150)).build());
    take(posting("aaa2", "KI-Trainer", "Beispiel", text(1, 150)).build());
    take(posting("aaa3", "Buchhalter", "Andere AG", text(3, 150)).build());

    rule("aaa2", new Says.NotSame());
    rule("aaa3", new Says.Same(id("aaa1")));
    take(posting("aaa2", "KI-Trainer", "Beispiel", text(1, 151)).build());
    take(posting("aaa3", "Buchhalter", "Andere AG", text(4, 150)).build());
    take(posting("aaa4", "KI-Trainer", "Beispiel", text(1, 150)).build());

    Map<String, String> expected =
        Map.of("j_aaa1", "v_aaa1", "j_aaa2", "v_aaa2", "j_aaa3", "v_aaa1", "j_aaa4", "v_aaa1");
    assertThat(standing()).isEqualTo(expected);
    assertThat(vacancies.reasons(id("aaa2")).orElseThrow().alone()).isTrue();
    assertThat(vacancies.reasons(id("aaa3")).orElseThrow().ruled()).containsExactly(id("aaa1"));

    rule("aaa2", new Says.Same(id("aaa1")));
    assertThat(standing()).containsEntry("j_aaa2", "v_aaa1");
  }

  @Test
  void twoThatContradictEachOtherNeverMeetThroughAThird() {
    String text = text(1, 150);
    take(posting("aaa1", "Senior KI-Trainer", "Beispiel", text).build());
    take(posting("aaa2", "(Senior) KI-Trainer", "Beispiel", text).build());
    take(posting("aaa3", "KI-Trainer", "Beispiel", text).build());

    Map<String, String> standing = standing();
    assertThat(standing.get("j_aaa1")).isNotEqualTo(standing.get("j_aaa3"));
    assertThat(standing.get("j_aaa2")).isIn(standing.get("j_aaa1"), standing.get("j_aaa3"));
  }

  /// Employers, titles, texts and places, mixed so that much is alike and much contradicts.
  private static List<Posting> mixed(long seed, int count) {
    Random random = new Random(seed);
    List<String> titles =
        List.of(
            "KI-Trainer",
            "KI-Trainer (m/w/d) in Berlin",
            "Senior KI-Trainer",
            "Datenannotator",
            "(Senior) KI-Trainer",
            "KI-Trainer Medizin",
            "KI-Trainer Jura",
            "AI Trainer – German");
    List<String> employers = List.of("Beispiel GmbH", "Beispiel", "Beispiel Digital", "");
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long base = random.nextInt(2);
      String text = text(base, 120);
      int cut = random.nextInt(4) * text.length() / 20;
      String worked =
          text.substring(cut) + " " + text(base + 10 + random.nextInt(3), 2 + random.nextInt(12));
      IndexPostings posting =
          IndexPostings.titled("p%03d".formatted(i), titles.get(random.nextInt(titles.size())))
              .text(worked)
              .firstSeen(NOON.plusSeconds(random.nextInt(5)));
      String employer = employers.get(random.nextInt(employers.size()));
      if (!employer.isEmpty()) {
        posting.employer(employer);
      }
      if (random.nextBoolean()) {
        posting.place("Berlin", "DE-BE", "DE", null, null);
      }
      postings.add(posting.build());
    }
    return postings;
  }

  private static Map<String, String> computed(Collection<Posting> postings) {
    MemoryNeighbours neighbours = new MemoryNeighbours();
    List<Signature> signatures = postings.stream().map(SIGNER::of).toList();
    signatures.forEach(neighbours::put);
    Map<PostingId, VacancyId> found = new Grouping(neighbours).all(signatures, Ruled.NOTHING);
    Map<String, String> computed = new TreeMap<>();
    found.forEach((id, vacancy) -> computed.put(id.value(), vacancy.value()));
    return computed;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfIntakeDoesNotMatter(long seed) {
    List<Posting> postings = new ArrayList<>(mixed(seed, 40));
    Map<String, String> expected = computed(postings);
    assertThat(Set.copyOf(expected.values())).hasSizeBetween(2, 39);

    Collections.shuffle(postings, new Random(seed));
    postings.forEach(this::take);

    assertThat(standing()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatChangesAndChangesBackLeavesNoTrace(long seed) {
    List<Posting> first = mixed(seed, 30);
    List<Posting> then = mixed(seed + 100, 30);
    first.forEach(this::take);
    Random random = new Random(seed);
    Map<PostingId, Posting> now = new HashMap<>();
    first.forEach(posting -> now.put(posting.id(), posting));
    for (int i = 0; i < 40; i++) {
      Posting changed = (random.nextBoolean() ? first : then).get(random.nextInt(30));
      take(changed);
      now.put(changed.id(), changed);
    }

    // When one was first seen stays as it was at first: a new reading does not move it.
    assertThat(partition(standing())).isEqualTo(partition(computed(now.values())));
  }

  private static Set<Set<String>> partition(Map<String, String> standing) {
    return Set.copyOf(
        standing.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())))
            .values());
  }
}
