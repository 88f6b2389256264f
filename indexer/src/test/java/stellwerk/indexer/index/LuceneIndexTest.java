package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.posting.IndexPostings;
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

  private void fill(Path at) {
    try (SearchIndex index = open(at)) {
      index.apply(
          List.of(released(IndexPostings.titled("0001", "Annotator").build())), List.of(), 5);
      index.commit();
    }
  }
}
