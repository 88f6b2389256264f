package stellwerk.indexer.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.InvalidCursorException;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.query.Synonyms;

/// The index in this process, in one folder.
///
/// A searcher knows the number of the last change it sees, so that no answer carries a number newer
/// than its data. Thread-safe; whoever writes holds one lock, searches take none.
public final class LuceneIndex implements SearchIndex {
  /// How long a walk through the hits stays on the state that it began with.
  private static final int HELD_SECONDS = 300;

  private final Analysers analysers;
  private final InstantSource clock;
  private final LuceneFolder folder;
  private final IndexWriter writer;
  private final LuceneFields fields;
  private final LuceneDocuments documents;
  private final SearcherManager searchers;
  private final SearcherLifetimeManager held = new SearcherLifetimeManager();
  private final long opened;
  private final Object writing = new Object();
  private volatile LuceneAnswers answers;
  private volatile long committed;
  private long applied;

  private LuceneIndex(
      LuceneFolder folder,
      PostingCodec codec,
      Analysers analysers,
      Synonyms synonyms,
      InstantSource clock)
      throws IOException {
    this.folder = folder;
    this.analysers = analysers;
    this.clock = clock;
    this.writer = folder.writer();
    this.fields = new LuceneFields(analysers, codec);
    this.documents = new LuceneDocuments(codec);
    this.answers = new LuceneAnswers(new LuceneQuery(analysers, synonyms), documents);
    this.applied = folder.number();
    this.committed = folder.number();
    this.opened = clock.millis();
    this.searchers =
        new SearcherManager(
            writer,
            new SearcherFactory() {
              @Override
              public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
                return new LuceneState(reader, applied);
              }
            });
  }

  /// Opens an index in a folder, which is made if it is missing. A damaged folder is set aside; one
  /// that was made by other fields or word lists is emptied. In both cases the index stands at
  /// change 0.
  ///
  /// @throws IndexException of kind `IN_USE` if another process holds the folder
  public static LuceneIndex inFolder(
      Path folder,
      PostingCodec codec,
      Analysers analysers,
      Synonyms synonyms,
      InstantSource clock) {
    try {
      return new LuceneIndex(
          LuceneFolder.at(folder, analysers, clock), codec, analysers, synonyms, clock);
    } catch (IOException e) {
      throw new IndexException("opening the index " + folder + " failed", e);
    }
  }

  /// Opens an empty index that ends with the process.
  public static LuceneIndex inMemory(
      PostingCodec codec, Analysers analysers, Synonyms synonyms, InstantSource clock) {
    try {
      return new LuceneIndex(
          LuceneFolder.over(new ByteBuffersDirectory(), analysers),
          codec,
          analysers,
          synonyms,
          clock);
    } catch (IOException e) {
      throw new IndexException("opening an index in memory failed", e);
    }
  }

  /// Takes other synonyms for the questions to come; nothing needs to be indexed again.
  public void use(Synonyms synonyms) {
    answers = new LuceneAnswers(new LuceneQuery(analysers, synonyms), documents);
  }

  @Override
  public long changeNumber() {
    return asking(LuceneState::number);
  }

  @Override
  public long committedNumber() {
    return committed;
  }

  @Override
  public void apply(
      Collection<IndexedPosting> postings, Collection<PostingId> removed, long number) {
    synchronized (writing) {
      try {
        for (IndexedPosting posting : postings) {
          writer.updateDocument(term(posting.posting().id()), fields.document(posting));
        }
        for (PostingId id : removed) {
          writer.deleteDocuments(term(id));
        }
        applied = number;
      } catch (IOException e) {
        throw new IndexException("writing up to change " + number + " failed", e);
      }
    }
  }

  @Override
  public void refresh() {
    synchronized (writing) {
      try {
        searchers.maybeRefreshBlocking();
        LuceneState now = (LuceneState) searchers.acquire();
        try {
          // Without a changed document the searcher stays, but knows more changes.
          now.knows(applied);
        } finally {
          searchers.release(now);
        }
        held.prune(new SearcherLifetimeManager.PruneByAge(HELD_SECONDS));
      } catch (IOException e) {
        throw new IndexException("making change " + applied + " visible failed", e);
      }
    }
  }

  @Override
  public void commit() {
    synchronized (writing) {
      try {
        writer.setLiveCommitData(LuceneFolder.note(analysers, applied).entrySet());
        writer.commit();
        committed = applied;
      } catch (IOException e) {
        throw new IndexException("committing change " + applied + " failed", e);
      }
    }
  }

  @Override
  public void clear() {
    synchronized (writing) {
      try {
        writer.deleteAll();
      } catch (IOException e) {
        throw new IndexException("emptying the index failed", e);
      }
      applied = 0;
      commit();
      refresh();
    }
  }

  @Override
  public long documents() {
    return asking(state -> (long) state.getIndexReader().numDocs());
  }

  @Override
  public Optional<Posting> find(PostingId id) {
    return asking(state -> documents.find(state, id));
  }

  @Override
  public List<String> suggest(String begun, int limit) {
    return asking(state -> state.suggestions().of(begun, Math.min(limit, 10)));
  }

  @Override
  public Hits search(Query query) {
    return switch (query.from()) {
      case Query.From.Skip _ -> asking(state -> first(state, query));
      case Query.From.After(String cursor) -> further(query, Cursor.read(cursor, query));
    };
  }

  private Hits first(LuceneState state, Query query) throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), LuceneFields.ZONE);
    return answers.of(state, query, today, null, last -> cursor(state, query, today, last));
  }

  /// Scores move with every commit, so a walk by relevance ends with the state it began with; any
  /// other order goes on by its keys.
  private Hits further(Query query, Cursor cursor) {
    LuceneState state = cursor.opened() == opened ? held(cursor.state()) : null;
    if (state == null) {
      if (query.sort() instanceof Sort.Relevance) {
        throw new InvalidCursorException(
            "the cursor is too old for an order by relevance; start again");
      }
      return asking(newest -> next(newest, query, cursor));
    }
    try {
      return next(state, query, cursor);
    } catch (IOException e) {
      throw new IndexException("searching failed", e);
    } finally {
      release(state);
    }
  }

  private Hits next(LuceneState state, Query query, Cursor cursor) throws IOException {
    LocalDate today = cursor.today();
    return answers.of(
        state, query, today, cursor.after(), last -> cursor(state, query, today, last));
  }

  private String cursor(LuceneState state, Query query, LocalDate today, FieldDoc last)
      throws IOException {
    return new Cursor(opened, held.record(state), today, last).written(query);
  }

  private @Nullable LuceneState held(long token) {
    return (LuceneState) held.acquire(token);
  }

  private void release(LuceneState state) {
    try {
      held.release(state);
    } catch (IOException e) {
      throw new IndexException("letting a state of the index go failed", e);
    }
  }

  @Override
  public void close() {
    synchronized (writing) {
      try (var _ = folder.directory();
          var _ = writer;
          var _ = searchers;
          var _ = held) {
        commit();
      } catch (IOException e) {
        throw new IndexException("closing the index failed", e);
      }
    }
  }

  private interface Question<T> {
    T ask(LuceneState state) throws IOException;
  }

  private <T> T asking(Question<T> question) {
    try {
      LuceneState state = (LuceneState) searchers.acquire();
      try {
        return question.ask(state);
      } finally {
        searchers.release(state);
      }
    } catch (IOException e) {
      throw new IndexException("searching failed", e);
    }
  }

  private static Term term(PostingId id) {
    return new Term(LuceneFields.ID, id.value());
  }
}
