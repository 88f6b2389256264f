package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
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
    try (Stream<Path> files = Files.list(other.resolve("index"))) {
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
  void anIndexMadeByOtherWordListsIsEmptiedToBeFilledAgain(@TempDir Path other) throws IOException {
    fill(other);
    try (Directory directory = FSDirectory.open(other.resolve("index"));
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig(ANALYSERS.byField()).setIndexSort(LuceneFields.ORDER))) {
      Map<String, String> note = new HashMap<>(LuceneFolder.note(ANALYSERS, 5));
      note.put("analysis", "of another time");
      writer.setLiveCommitData(note.entrySet());
      writer.commit();
    }

    try (SearchIndex index = open(other)) {
      assertThat(index.documents()).isZero();
      assertThat(index.changeNumber()).isZero();
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
      Files.createDirectories(killed.resolve("index"));
      try (Stream<Path> files = Files.list(other.resolve("index"))) {
        for (Path file : files.toList()) {
          Files.copy(file, killed.resolve("index").resolve(file.getFileName()));
        }
      }
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

  private void fill(Path at) {
    try (SearchIndex index = open(at)) {
      index.apply(
          List.of(released(IndexPostings.titled("0001", "Annotator").build())), List.of(), 5);
      index.commit();
    }
  }
}
