package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.posting.IndexPostings;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.query.Synonyms;

final class LuceneIndexTest extends SearchIndexContract {
  static final Analysers ANALYSERS = new Analysers();
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private final PostingCodec codec = new RememberedPostings();

  @Override
  SearchIndex open(Path at) {
    return LuceneIndex.inFolder(at.resolve("index"), codec, ANALYSERS, Synonyms.NONE, CLOCK);
  }

  @Test
  void anIndexThatAnotherHoldsSaysSo(@TempDir Path other) {
    try (SearchIndex first = open(other)) {
      assertThat(first.documents()).isZero();
      assertThatThrownBy(() -> open(other))
          .isInstanceOfSatisfying(
              IndexException.class, e -> assertThat(e.kind()).isEqualTo(IndexException.Kind.IN_USE))
          .hasMessageContaining("another process holds it");
    }
  }

  @Test
  void aDamagedFolderIsSetAsideAndBegunAgain(@TempDir Path other) throws IOException {
    fill(other);
    try (Stream<Path> files = Files.list(other.resolve("index/000001"))) {
      for (Path file :
          files
              .filter(it ->
                  it.toString().endsWith(".cfs")
                      || it.toString().endsWith(".fnm")
                      || it.toString().endsWith(".si"))
              .toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }

    try (SearchIndex index = open(other)) {
      assertThat(index.documents()).isZero();
      assertThat(index.changeNumber()).isZero();
    }
    try (Stream<Path> folders = Files.list(other)) {
      assertThat(folders.map(it -> it.getFileName().toString()))
          .contains("index")
          .anyMatch(name -> name.startsWith("index.damaged-2026"));
    }
  }

  @Test
  void anAddressOfAnotherKindIsRefusedWithWhatIsKnown() {
    assertThatThrownBy(() ->
            Indexes.open(Address.parse("solr:somewhere"), codec, ANALYSERS, Synonyms.NONE, CLOCK))
        .hasMessageContaining("lucene:FOLDER")
        .hasMessageContaining("memory:");
    try (SearchIndex index =
        Indexes.open(Address.parse("memory:"), codec, ANALYSERS, Synonyms.NONE, CLOCK)) {
      assertThat(index.documents()).isZero();
    }
  }

  @Test
  void anIndexMadeByOtherWordListsServesUntilItIsReplaced(@TempDir Path other) throws IOException {
    fill(other);
    note(other, "analysis");

    try (SearchIndex index = open(other)) {
      assertThat(index.outdated()).isTrue();
      assertThat(index.search(new Ask().words("annotator").query()).total()).isEqualTo(1);
      try (SearchIndex.Renewal renewal = index.renew()) {
        renewal.takeOver(9);
      }
      assertThat(index.outdated()).isFalse();
    }
    try (SearchIndex index = open(other)) {
      assertThat(index.outdated()).isFalse();
      assertThat(index.changeNumber()).isEqualTo(9);
    }
  }

  @Test
  void anIndexOfOtherFieldsIsEmptiedToBeFilledAgain(@TempDir Path other) throws IOException {
    fill(other);
    note(other, "fields");

    try (SearchIndex index = open(other)) {
      assertThat(index.documents()).isZero();
      assertThat(index.changeNumber()).isZero();
    }
  }

  private static void note(Path other, String name) throws IOException {
    try (Directory directory = FSDirectory.open(other.resolve("index/000001"));
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig(ANALYSERS.byField()).setIndexSort(LuceneFields.ORDER))) {
      Map<String, String> note = new HashMap<>(LuceneWriters.note(ANALYSERS, 5));
      note.put(name, "of another time");
      writer.setLiveCommitData(note.entrySet());
      writer.commit();
    }
  }

  @Test
  void aKillBeforeTheNewIndexTookOverLeavesTheOldOne(@TempDir Path other, @TempDir Path killed)
      throws IOException {
    fill(other);
    try (SearchIndex index = open(other);
        SearchIndex.Renewal renewal = index.renew()) {
      renewal.apply(List.of(released(IndexPostings.titled("0002", "Lektor").build())), List.of());
      copy(other.resolve("index"), killed.resolve("index"));
    }

    try (SearchIndex index = open(killed)) {
      assertThat(index.changeNumber()).isEqualTo(5);
      assertThat(index.find(new PostingId("j_0001"))).isPresent();
    }
    try (Stream<Path> folders = Files.list(killed.resolve("index"))) {
      assertThat(folders.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("000001", "current", "write.lock");
    }
  }

  @Test
  void aReplacedIndexIsRemovedWhenNoWalkCanNeedIt(@TempDir Path other) throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    try (SearchIndex index =
        LuceneIndex.inFolder(other.resolve("index"), codec, ANALYSERS, Synonyms.NONE, now::get)) {
      for (int i = 0; i < 3; i++) {
        try (SearchIndex.Renewal renewal = index.renew()) {
          renewal.takeOver(i + 1);
        }
      }
      assertThat(other.resolve("index/000001")).exists();

      now.set(NOW.plusSeconds(301));
      index.refresh();

      assertThat(other.resolve("index/000001")).doesNotExist();
      assertThat(other.resolve("index/000003")).doesNotExist();
      assertThat(other.resolve("index/000004")).exists();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  void aKillLosesOnlyWhatWasNotCommitted(@TempDir Path other, @TempDir Path killed)
      throws IOException {
    try (SearchIndex index = open(other)) {
      index.apply(
          List.of(released(IndexPostings.titled("0001", "Annotator").build())), List.of(), 5);
      index.commit();
      index.apply(
          List.of(released(IndexPostings.titled("0002", "Annotator").build())), List.of(), 6);
      index.refresh();
      copy(other.resolve("index"), killed.resolve("index"));
    }

    try (SearchIndex index = open(killed)) {
      assertThat(index.changeNumber()).isEqualTo(5);
      assertThat(index.find(new PostingId("j_0001"))).isPresent();
      assertThat(index.find(new PostingId("j_0002"))).isEmpty();
    }
  }

  @Test
  void synonymsChangeWithoutIndexingAgain() {
    try (LuceneIndex index = LuceneIndex.inMemory(codec, ANALYSERS, Synonyms.NONE, CLOCK)) {
      index.apply(
          List.of(released(IndexPostings.titled("0001", "AI Tutor").build())), List.of(), 1);
      index.refresh();
      assertThat(index.search(new Ask().words("KI").query()).total()).isZero();

      index.use(TestSynonyms.KI_TRAINER);

      assertThat(index.search(new Ask().words("KI").query()).total()).isEqualTo(1);
      assertThat(index.search(new Ask().words("\"KI\"").query()).total()).isZero();
    }
  }

  @Test
  void whoWritesDoesNotDisturbWhoAsks() throws InterruptedException {
    try (LuceneIndex index = LuceneIndex.inMemory(codec, ANALYSERS, Synonyms.NONE, CLOCK)) {
      AtomicReference<Throwable> trouble = new AtomicReference<>();
      AtomicBoolean done = new AtomicBoolean();
      Thread asking =
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, e) -> trouble.set(e))
              .start(() -> {
                while (!done.get()) {
                  Hits hits = index.search(new Ask().facets(Filter.Field.SITE).query());
                  // Every change adds one posting, so number, total and facet must agree.
                  assertThat(hits.total()).isEqualTo(hits.changeNumber());
                  assertThat(
                          hits.facets().getOrDefault(Filter.Field.SITE, List.of()).stream()
                              .mapToLong(Facet.Count::count)
                              .sum())
                      .isEqualTo(hits.total());
                }
              });
      for (int i = 1; i <= 90; i++) {
        index.apply(
            List.of(released(IndexPostings.titled("n" + i, "Annotator").build())), List.of(), i);
        index.refresh();
      }
      done.set(true);
      asking.join();

      assertThat(trouble.get()).isNull();
      assertThat(index.changeNumber()).isEqualTo(90);
    }
  }

  @Test
  void noAnswerLacksAnythingWhileNewIndexesTakeOver() throws InterruptedException {
    int postings = 40;
    try (LuceneIndex index = LuceneIndex.inMemory(codec, ANALYSERS, Synonyms.NONE, CLOCK)) {
      List<IndexedPosting> all = new ArrayList<>();
      for (int i = 0; i < postings; i++) {
        all.add(released(IndexPostings.titled("n" + i, "Annotator").build()));
      }
      index.apply(all, List.of(), 1);
      index.refresh();
      AtomicReference<Throwable> trouble = new AtomicReference<>();
      AtomicBoolean done = new AtomicBoolean();
      List<Thread> asking = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        asking.add(
            Thread.ofPlatform()
                .uncaughtExceptionHandler((_, e) -> trouble.set(e))
                .start(() -> {
                  while (!done.get()) {
                    assertThat(index.search(new Ask().words("annotator").query()).total())
                        .isEqualTo(postings);
                    assertThat(index.documents()).isEqualTo(postings);
                    assertThat(index.find(new PostingId("j_n7"))).isPresent();
                    walk(index, postings);
                  }
                }));
      }
      for (int round = 2; round < 80; round++) {
        try (SearchIndex.Renewal renewal = index.renew()) {
          renewal.apply(all.subList(0, 15), List.of());
          renewal.apply(all.subList(15, postings), List.of());
          renewal.takeOver(round);
        }
        index.use(round % 2 == 0 ? TestSynonyms.KI_TRAINER : Synonyms.NONE);
      }
      done.set(true);
      for (Thread thread : asking) {
        thread.join();
      }

      assertThat(trouble.get()).isNull();
      assertThat(index.changeNumber()).isEqualTo(79);
    }
  }

  @Test
  void aWalkMeetsEachLastingPostingOnceWhileOthersComeGoAndChange() throws InterruptedException {
    try (LuceneIndex index = LuceneIndex.inMemory(codec, ANALYSERS, Synonyms.NONE, CLOCK)) {
      Set<String> lasting = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        index.apply(List.of(lasting(i)), List.of(), i);
        lasting.add("j_lasting" + i);
      }
      index.refresh();
      AtomicReference<Throwable> trouble = new AtomicReference<>();
      AtomicBoolean done = new AtomicBoolean();
      Thread writing =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, e) -> trouble.set(e))
              .start(() -> write(index, done));
      for (int round = 0; round < 60; round++) {
        Sort sort =
            List.of(
                    Sort.RELEVANCE,
                    Sort.NEWEST,
                    new Sort.HighestPay(Pay.Unit.YEAR),
                    new Sort.Nearest(52.5, 13.4))
                .get(round % 4);
        Ask ask = new Ask().words("annotator").sort(sort).limit(1 + round % 17);
        List<String> met = new ArrayList<>();
        Hits page = index.search(ask.query());
        met.addAll(ids(page));
        while (page.next() != null) {
          page = index.search(ask.from(new Query.From.After(page.next())).query());
          met.addAll(ids(page));
        }
        assertThat(met).as("%s", sort).doesNotHaveDuplicates().containsAll(lasting);
      }
      done.set(true);
      writing.join();
      assertThat(trouble.get()).isNull();
    }
  }

  private static IndexedPosting lasting(int i) {
    return released(
        IndexPostings.titled("lasting" + i, "Annotator " + "Daten ".repeat(i % 5))
            .posted("2026-11-%02d".formatted(1 + i % 20))
            .pay(Pay.Unit.YEAR, 30_000, 40_000 + 1_000L * (i % 7))
            .place("Berlin", null, "DE", 52.0 + (i % 9) / 10.0, 13.4)
            .build());
  }

  private static void write(LuceneIndex index, AtomicBoolean done) {
    for (int number = 100; !done.get(); number++) {
      String id = "other" + number % 40;
      index.apply(
          List.of(
              released(
                  IndexPostings.titled(id, "Annotator " + number)
                      .posted("2026-11-%02d".formatted(1 + number % 20))
                      .build()),
              lasting(number % 60)),
          List.of(new PostingId("j_other" + (number + 7) % 40)),
          number);
      index.refresh();
    }
  }

  private static void walk(LuceneIndex index, int postings) {
    Ask ask = new Ask().words("annotator").sort(Sort.NEWEST).limit(13);
    Set<String> met = new HashSet<>();
    Hits page = index.search(ask.query());
    met.addAll(ids(page));
    int items = page.items().size();
    while (page.next() != null) {
      page = index.search(ask.from(new Query.From.After(page.next())).query());
      met.addAll(ids(page));
      items += page.items().size();
    }
    assertThat(met).hasSize(postings);
    assertThat(items).isEqualTo(postings);
  }

  private void fill(Path at) {
    try (SearchIndex index = open(at)) {
      index.apply(
          List.of(released(IndexPostings.titled("0001", "Annotator").build())), List.of(), 5);
      index.commit();
    }
  }
}
