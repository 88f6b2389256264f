package stellwerk.indexer.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.search.FieldDoc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.InvalidCursorException;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.query.Synonyms;

/// The index in this process, in one folder.
///
/// A searcher knows the number of the last change it sees, so that no answer carries a number newer
/// than its data. A new generation is built beside the old one and takes its place at once.
/// Thread-safe; whoever writes holds one lock, searches take none.
public final class LuceneIndex implements SearchIndex {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

  private final Analysers analysers;
  private final InstantSource clock;
  private final LuceneFolder folder;
  private final LuceneFields fields;
  private final LuceneDocuments documents;
  private final LuceneKin kin;
  private final LuceneCompletions completions = new LuceneCompletions();
  private final Object writing = new Object();
  private final Deque<Retired> retired = new ArrayDeque<>();
  private final Map<Long, LuceneGeneration> generations = new ConcurrentHashMap<>();
  private volatile LuceneAnswers answers;
  private volatile String wording;
  private volatile LuceneGeneration now;
  private volatile boolean damaged;
  private boolean renewing;

  /// A generation that was replaced, which walks may still stand on.
  private record Retired(LuceneGeneration generation, Instant at) {}

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
    this.fields = new LuceneFields(analysers, codec);
    this.documents = new LuceneDocuments(codec);
    this.kin = new LuceneKin(analysers, documents);
    this.answers = answers(synonyms);
    this.wording = wording(synonyms);
    this.now = opened();
    generations.put(now.opened(), now);
  }

  /// Opens an index in a folder, which is made if it is missing. A damaged one is set aside; it and
  /// one that was made by other fields stand at change 0. One that was made by other chains or word
  /// lists serves until it is replaced.
  ///
  /// @throws IndexException of kind `IN_USE` if another process holds the folder
  public static LuceneIndex inFolder(
      Path folder,
      PostingCodec codec,
      Analysers analysers,
      Synonyms synonyms,
      InstantSource clock) {
    try {
      LuceneFolder taken = LuceneFolder.at(folder);
      try {
        return new LuceneIndex(taken, codec, analysers, synonyms, clock);
      } catch (IOException | RuntimeException e) {
        taken.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IndexException("opening the index " + folder + " failed", e);
    }
  }

  /// Opens an empty index that ends with the process.
  public static LuceneIndex inMemory(
      PostingCodec codec, Analysers analysers, Synonyms synonyms, InstantSource clock) {
    try {
      return new LuceneIndex(LuceneFolder.inMemory(), codec, analysers, synonyms, clock);
    } catch (IOException e) {
      throw new IndexException("opening an index in memory failed", e);
    }
  }

  /// The generation in use, or a new and empty one.
  private LuceneGeneration opened() throws IOException {
    Optional<LuceneFolder.Place> found = folder.open();
    if (found.isPresent()) {
      try {
        return generation(found.get());
      } catch (IOException | IllegalArgumentException | IllegalStateException e) {
        if (!LuceneWriters.isDamage(e)) {
          found.get().directory().close();
          throw e;
        }
        LOG.atWarn()
            .addKeyValue("aside", folder.setAside(found.get(), clock))
            .setCause(e)
            .log("index is damaged, set aside and begun again");
      }
    }
    LuceneFolder.Place place = folder.begin();
    LuceneGeneration begun = generation(place);
    folder.adopt(place);
    return begun;
  }

  private LuceneGeneration generation(LuceneFolder.Place place) throws IOException {
    // Two generations of one process never share a name, nor do those of two processes.
    long opened = clock.millis() * 1_000 + place.number() % 1_000;
    return new LuceneGeneration(place, analysers, fields, opened);
  }

  private LuceneAnswers answers(Synonyms synonyms) {
    return new LuceneAnswers(new LuceneQuery(analysers, synonyms), documents, completions);
  }

  private String wording(Synonyms synonyms) {
    return Analysers.digest(analysers.hash() + synonyms.groups());
  }

  @Override
  public void use(Synonyms synonyms) {
    answers = answers(synonyms);
    wording = wording(synonyms);
  }

  @Override
  public String wording() {
    return wording;
  }

  @Override
  public long changeNumber() {
    return asking((_, state) -> state.number());
  }

  @Override
  public long committedNumber() {
    return now.committed();
  }

  @Override
  public boolean outdated() {
    return damaged || now.brokenOff() || now.outdated();
  }

  @Override
  public void apply(
      Collection<IndexedPosting> postings, Collection<PostingId> removed, long number) {
    synchronized (writing) {
      writing("writing up to change " + number, () -> now.apply(postings, removed, number));
    }
  }

  @Override
  public void refresh() {
    synchronized (writing) {
      writing("making change " + now.applied() + " visible", now::refresh);
      forgetRetired(clock.instant().minusSeconds(LuceneGeneration.HELD_SECONDS));
    }
  }

  @Override
  public void commit() {
    synchronized (writing) {
      writing("committing change " + now.applied(), now::commit);
    }
  }

  private interface Step {
    void go() throws IOException;
  }

  private static void writing(String what, Step step) {
    try {
      step.go();
    } catch (IOException | IllegalStateException e) {
      throw new IndexException(what + " failed", e);
    }
  }

  @Override
  public Renewal renew() {
    synchronized (writing) {
      if (renewing) {
        throw new IllegalStateException("the index is being built anew already");
      }
      try {
        LuceneFolder.Place place = folder.begin();
        Beside beside = new Beside(generation(place));
        renewing = true;
        return beside;
      } catch (IOException e) {
        throw new IndexException("beginning a new index failed", e);
      }
    }
  }

  /// A generation that nobody asks yet.
  private final class Beside implements Renewal {
    private final LuceneGeneration begun;
    private boolean ended;

    Beside(LuceneGeneration begun) {
      this.begun = begun;
    }

    @Override
    public void apply(Collection<IndexedPosting> postings, Collection<PostingId> removed) {
      writing("filling a new index", () -> begun.apply(postings, removed, 0));
    }

    @Override
    public void takeOver(long number) {
      synchronized (writing) {
        writing(
            "putting a new index in place",
            () -> {
              begun.apply(List.of(), List.of(), number);
              begun.commit();
              begun.refresh();
              folder.adopt(begun.place());
              LuceneGeneration old = now;
              generations.put(begun.opened(), begun);
              now = begun;
              ended = true;
              damaged = false;
              old.retire();
              retired.add(new Retired(old, clock.instant()));
            });
      }
    }

    @Override
    public void close() {
      synchronized (writing) {
        renewing = false;
        if (!ended) {
          ended = true;
          writing(
              "throwing a new index away",
              () -> {
                begun.close();
                folder.remove(begun.place());
              });
        }
      }
    }
  }

  /// Lets go of generations that no walk can need any more.
  private void forgetRetired(Instant before) {
    while (!retired.isEmpty() && retired.getFirst().at().isBefore(before)) {
      LuceneGeneration old = retired.removeFirst().generation();
      generations.remove(old.opened());
      try {
        old.close();
        folder.remove(old.place());
      } catch (IOException e) {
        // Its files go at the next opening.
        LOG.atWarn()
            .addKeyValue("generation", old.place().number())
            .setCause(e)
            .log("a replaced index could not be removed");
      }
    }
  }

  @Override
  public long documents() {
    return asking((_, state) -> (long) state.getIndexReader().numDocs());
  }

  @Override
  public Optional<Posting> find(PostingId id) {
    return asking((_, state) -> documents.find(state, id));
  }

  @Override
  public Optional<List<Hits.Hit>> similar(PostingId id, Query query) {
    return asking((_, state) -> kin.of(state, id, query, today().toEpochDay()));
  }

  @Override
  public Optional<Explained> explain(PostingId id, Query query) {
    return asking((_, state) -> answers.explanations().explain(state, id, query, today()));
  }

  @Override
  public int position(PostingId id, Query query) {
    return asking((_, state) -> answers.explanations().position(state, id, query, today()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), LuceneFields.ZONE);
  }

  @Override
  public List<String> suggest(String begun, int limit) {
    return asking((_, state) -> completions.of(state).of(begun, Math.min(limit, 10)));
  }

  @Override
  public Hits search(Query query) {
    return switch (query.from()) {
      case Query.From.Skip _ -> asking((generation, state) -> first(generation, state, query));
      case Query.From.After(String cursor) -> further(query, Cursor.read(cursor, query, wording));
    };
  }

  private Hits first(LuceneGeneration generation, LuceneState state, Query query)
      throws IOException {
    LocalDate today = today();
    return answers.of(
        state, query, today, null, last -> cursor(generation, state, query, today, last));
  }

  /// Scores move with every commit, so a walk by relevance ends with the state it began with; any
  /// other order goes on by its keys.
  private Hits further(Query query, Cursor cursor) {
    LuceneGeneration begun = generations.get(cursor.opened());
    Optional<LuceneState> state = begun == null ? Optional.empty() : begun.held(cursor.state());
    if (begun == null || state.isEmpty()) {
      if (query.sort() instanceof Sort.Relevance) {
        throw new InvalidCursorException(
            "the cursor is too old for an order by relevance; start again");
      }
      return asking((generation, newest) -> next(generation, newest, query, cursor));
    }
    try {
      try {
        return next(begun, state.get(), query, cursor);
      } finally {
        state.get().getIndexReader().decRef();
      }
    } catch (IOException | IllegalStateException e) {
      throw failed(e);
    }
  }

  private Hits next(LuceneGeneration generation, LuceneState state, Query query, Cursor cursor)
      throws IOException {
    LocalDate today = cursor.today();
    return answers.of(
        state, query, today, cursor.after(), last -> cursor(generation, state, query, today, last));
  }

  private String cursor(
      LuceneGeneration generation, LuceneState state, Query query, LocalDate today, FieldDoc last)
      throws IOException {
    return new Cursor(generation.opened(), generation.hold(state), today, last)
        .written(query, wording);
  }

  @Override
  public void close() {
    synchronized (writing) {
      try (var _ = folder) {
        LuceneGeneration last = now;
        if (!last.brokenOff()) {
          last.commit();
        }
        forgetRetired(Instant.MAX);
        last.close();
        last.place().directory().close();
      } catch (IOException e) {
        throw new IndexException("closing the index failed", e);
      }
    }
  }

  private interface Question<T> {
    T ask(LuceneGeneration generation, LuceneState state) throws IOException;
  }

  private <T> T asking(Question<T> question) {
    try {
      while (true) {
        LuceneGeneration generation = now;
        Optional<LuceneState> state = generation.newest();
        if (state.isPresent()) {
          try {
            return question.ask(generation, state.get());
          } finally {
            state.get().getIndexReader().decRef();
          }
        }
        if (generation == now) {
          throw new IndexException("the index is closed");
        }
      }
    } catch (IOException | IllegalStateException e) {
      throw failed(e);
    }
  }

  private IndexException failed(Exception e) {
    if (e instanceof CorruptIndexException) {
      damaged = true;
    }
    return new IndexException("searching failed", e);
  }
}
