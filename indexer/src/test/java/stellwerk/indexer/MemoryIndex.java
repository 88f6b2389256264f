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
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;

/// An index that holds what it is told and answers no search.
final class MemoryIndex implements SearchIndex {
  final Map<PostingId, IndexedPosting> postings = new ConcurrentHashMap<>();
  private volatile long number;
  private volatile long committed;
  final AtomicInteger commits = new AtomicInteger();
  final AtomicInteger clears = new AtomicInteger();

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
  public List<String> suggest(String begun, int limit) {
    return List.of();
  }

  @Override
  public long documents() {
    return postings.size();
  }

  @Override
  public void clear() {
    postings.clear();
    number = 0;
    committed = 0;
    clears.incrementAndGet();
  }

  @Override
  public void close() {}
}
