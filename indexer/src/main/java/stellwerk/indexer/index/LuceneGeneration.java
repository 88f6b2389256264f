package stellwerk.indexer.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.PostingId;

/// One generation of the index: its writer, the newest state of it, and the older states on which
/// walks through hits still stand. Whoever writes holds a lock; who reads needs none.
final class LuceneGeneration implements Closeable {
  /// How long a walk through the hits stays on the state that it began with.
  static final int HELD_SECONDS = 300;

  private final LuceneFolder.Place place;
  private final Analysers analysers;
  private final LuceneFields fields;
  private final long opened;
  private final boolean outdated;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final SearcherLifetimeManager held = new SearcherLifetimeManager();
  private volatile long committed;
  private long applied;

  /// Opens a generation.
  ///
  /// @param opened names this generation in cursors
  LuceneGeneration(LuceneFolder.Place place, Analysers analysers, LuceneFields fields, long opened)
      throws IOException {
    this.place = place;
    this.analysers = analysers;
    this.fields = fields;
    this.opened = opened;
    LuceneWriters.Opened found = LuceneWriters.open(place.directory(), analysers);
    writer = found.writer();
    outdated = found.outdated();
    applied = found.number();
    committed = found.number();
    searchers =
        new SearcherManager(
            writer,
            new SearcherFactory() {
              @Override
              public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
                return new LuceneState(reader, applied);
              }
            });
  }

  LuceneFolder.Place place() {
    return place;
  }

  long opened() {
    return opened;
  }

  /// Whether other chains or word lists made it.
  boolean outdated() {
    return outdated;
  }

  /// Whether nothing can be written any more, because a disk was full or a file broken.
  boolean brokenOff() {
    return !writer.isOpen();
  }

  long committed() {
    return committed;
  }

  void apply(Collection<IndexedPosting> postings, Collection<PostingId> removed, long number)
      throws IOException {
    for (IndexedPosting posting : postings) {
      writer.updateDocument(term(posting.posting().id()), fields.document(posting));
    }
    for (PostingId id : removed) {
      writer.deleteDocuments(term(id));
    }
    applied = number;
  }

  long applied() {
    return applied;
  }

  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
    LuceneState now = (LuceneState) searchers.acquire();
    try {
      // Without a changed document the searcher stays, but knows more changes.
      now.knows(applied);
    } finally {
      searchers.release(now);
    }
    held.prune(new SearcherLifetimeManager.PruneByAge(HELD_SECONDS));
  }

  void commit() throws IOException {
    writer.setLiveCommitData(LuceneWriters.note(analysers, applied).entrySet());
    writer.commit();
    committed = applied;
  }

  /// The newest state, with its reader counted as in use; empty if this generation is retired.
  Optional<LuceneState> newest() throws IOException {
    try {
      return Optional.of((LuceneState) searchers.acquire());
    } catch (AlreadyClosedException _) {
      return Optional.empty();
    }
  }

  /// Remembers a state, for a walk to go on.
  long hold(LuceneState state) throws IOException {
    return held.record(state);
  }

  /// A state that was remembered; empty if it was forgotten meanwhile.
  Optional<LuceneState> held(long token) {
    try {
      return Optional.ofNullable((LuceneState) held.acquire(token));
    } catch (AlreadyClosedException _) {
      return Optional.empty();
    }
  }

  /// Ends writing and new searches. Walks go on until [#close].
  void retire() throws IOException {
    searchers.close();
    writer.rollback();
  }

  @Override
  public void close() throws IOException {
    retire();
    held.close();
  }

  private static Term term(PostingId id) {
    return new Term(LuceneFields.ID, id.value());
  }
}
