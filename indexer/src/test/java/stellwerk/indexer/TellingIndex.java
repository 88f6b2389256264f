package stellwerk.indexer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;

/// An index that tells when it first stands at a change.
record TellingIndex(MemoryIndex index, CountDownLatch arrived) implements SearchIndex {
  @Override
  public void apply(Collection<IndexedPosting> postings, Collection<PostingId> removed, long at) {
    index.apply(postings, removed, at);
    if (at > 0) {
      arrived.countDown();
    }
  }

  @Override
  public long changeNumber() {
    return index.changeNumber();
  }

  @Override
  public long committedNumber() {
    return index.committedNumber();
  }

  @Override
  public void refresh() {
    index.refresh();
  }

  @Override
  public void commit() {
    index.commit();
  }

  @Override
  public Hits search(Query query) {
    return index.search(query);
  }

  @Override
  public Optional<Posting> find(PostingId id) {
    return index.find(id);
  }

  @Override
  public List<String> suggest(String begun, int limit) {
    return index.suggest(begun, limit);
  }

  @Override
  public long documents() {
    return index.documents();
  }

  @Override
  public void clear() {
    index.clear();
  }

  @Override
  public void close() {
    index.close();
  }
}
