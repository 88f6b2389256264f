package stellwerk.indexer.index;

import java.nio.file.Path;
import java.time.InstantSource;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.query.Synonyms;

/// Opens the index that an address names: `lucene:FOLDER`, or `memory:` for tests and trials.
public final class Indexes {
  private Indexes() {}

  public static SearchIndex open(
      Address address,
      PostingCodec codec,
      Analysers analysers,
      Synonyms synonyms,
      InstantSource clock) {
    return switch (address.scheme()) {
      case "lucene" ->
          LuceneIndex.inFolder(Path.of(address.rest()), codec, analysers, synonyms, clock);
      case "memory" -> LuceneIndex.inMemory(codec, analysers, synonyms, clock);
      default ->
          throw new IllegalArgumentException(
              "no index is kept at "
                  + address
                  + "; an index's address is lucene:FOLDER, such as lucene:data/index, or memory:");
    };
  }
}
