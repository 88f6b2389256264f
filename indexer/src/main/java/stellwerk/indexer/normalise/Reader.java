package stellwerk.indexer.normalise;

import stellwerk.crawler.site.RawPosting;

/// Reads one thing from a posting: pure, the same words always mean the same.
///
/// @param <T> what is read
@FunctionalInterface
public interface Reader<T> {
  T read(RawPosting raw, PostingText text);
}
