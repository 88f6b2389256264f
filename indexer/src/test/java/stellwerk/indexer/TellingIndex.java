package stellwerk.indexer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Synonyms;

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
  public Optional<List<Hits.Hit>> similar(PostingId id, Query query) {
    return index.similar(id, query);
  }

  @Override
  public Optional<Explained> explain(PostingId id, Query query) {
    return index.explain(id, query);
  }

  @Override
  public int position(PostingId id, Query query) {
    return index.position(id, query);
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
  public boolean outdated() {
    return index.outdated();
  }

  @Override
  public Renewal renew() {
    Renewal renewal = index.renew();
    return new Renewal() {
      @Override
      public void apply(Collection<IndexedPosting> postings, Collection<PostingId> removed) {
        renewal.apply(postings, removed);
      }

      @Override
      public void takeOver(long number) {
        renewal.takeOver(number);
        arrived.countDown();
      }

      @Override
      public void close() {
        renewal.close();
      }
    };
  }

  @Override
  public void use(Synonyms synonyms) {
    index.use(synonyms);
  }

  @Override
  public String wording() {
    return index.wording();
  }

  @Override
  public void close() {
    index.close();
  }
}
