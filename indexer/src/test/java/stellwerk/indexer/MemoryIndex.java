package stellwerk.indexer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Synonyms;

/// An index that holds what it is told and answers no search.
final class MemoryIndex implements SearchIndex {
  final Map<PostingId, IndexedPosting> postings = new ConcurrentHashMap<>();
  private volatile long number;
  private volatile long committed;
  final AtomicInteger commits = new AtomicInteger();
  final AtomicInteger renewals = new AtomicInteger();
  volatile boolean outdated;

  IndexedPosting at(Posting posting) {
    return Optional.ofNullable(postings.get(posting.id())).orElseThrow();
  }

  /// What a kill leaves of the numbers.
  void forgetUncommitted() {
    number = committed;
  }

  @Override
  public long changeNumber() {
    return number;
  }

  @Override
  public long committedNumber() {
    return committed;
  }

  @Override
  public void apply(Collection<IndexedPosting> put, Collection<PostingId> removed, long at) {
    put.forEach(it -> postings.put(it.posting().id(), it));
    removed.forEach(postings::remove);
    number = at;
  }

  @Override
  public void refresh() {}

  @Override
  public void commit() {
    committed = number;
    commits.incrementAndGet();
  }

  @Override
  public Hits search(Query query) {
    throw new UnsupportedOperationException("this index answers no search");
  }

  @Override
  public Optional<Posting> find(PostingId id) {
    return Optional.ofNullable(postings.get(id)).map(IndexedPosting::posting);
  }

  @Override
  public Optional<List<Hits.Hit>> similar(PostingId id, Query query) {
    throw new UnsupportedOperationException("this index answers no search");
  }

  @Override
  public Optional<Explained> explain(PostingId id, Query query) {
    throw new UnsupportedOperationException("this index answers no search");
  }

  @Override
  public int position(PostingId id, Query query) {
    throw new UnsupportedOperationException("this index answers no search");
  }

  @Override
  public List<String> suggest(String begun, int limit) {
    return List.of();
  }

  @Override
  public long documents() {
    return postings.size();
  }

  @Override
  public boolean outdated() {
    return outdated;
  }

  @Override
  public Renewal renew() {
    Map<PostingId, IndexedPosting> fresh = new ConcurrentHashMap<>();
    return new Renewal() {
      @Override
      public void apply(Collection<IndexedPosting> put, Collection<PostingId> removed) {
        put.forEach(it -> fresh.put(it.posting().id(), it));
        removed.forEach(fresh::remove);
      }

      @Override
      public void takeOver(long at) {
        postings.clear();
        postings.putAll(fresh);
        number = at;
        committed = at;
        outdated = false;
        renewals.incrementAndGet();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void use(Synonyms synonyms) {}

  @Override
  public String wording() {
    return "none";
  }

  @Override
  public void close() {}
}
