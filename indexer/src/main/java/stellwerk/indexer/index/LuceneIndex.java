package stellwerk.indexer.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Asked;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.InvalidCursorException;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.QueryParser;
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
  private volatile LuceneQuery translator;
  private volatile long committed;
  private long applied;

  /// A searcher, and the number of the last change that it sees.
  private static final class State extends IndexSearcher {
    private volatile long number;
    private @Nullable LuceneSuggestions suggestions;

    State(IndexReader reader, long number) {
      super(reader);
      this.number = number;
      // Own caches serve better: every answer is bound to a state that lives for seconds.
      setQueryCache(null);
    }

    synchronized LuceneSuggestions suggestions() throws IOException {
      LuceneSuggestions made = suggestions;
      if (made == null) {
        made = new LuceneSuggestions(this);
        suggestions = made;
      }
      return made;
    }
  }

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
    this.translator = new LuceneQuery(analysers, synonyms);
    this.applied = folder.number();
    this.committed = folder.number();
    this.opened = clock.millis();
    this.searchers =
        new SearcherManager(
            writer,
            new SearcherFactory() {
              @Override
              public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
                return new State(reader, applied);
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
    translator = new LuceneQuery(analysers, synonyms);
  }

  @Override
  public long changeNumber() {
    return asking(state -> state.number);
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
        State now = (State) searchers.acquire();
        try {
          // Without a changed document the searcher stays, but knows more changes.
          now.number = applied;
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
      case Query.From.Skip(int hits) -> asking(state -> first(state, query, hits));
      case Query.From.After(String cursor) -> further(query, Cursor.read(cursor, query));
    };
  }

  private Hits first(State state, Query query, int skipped) throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), LuceneFields.ZONE);
    Hits hits = answer(state, query, today, skipped, null);
    return hits.total() == 0 ? withProposal(state, query, hits, today) : hits;
  }

  /// Scores move with every commit, so a walk by relevance ends with the state it began with; any
  /// other order goes on by its keys.
  private Hits further(Query query, Cursor cursor) {
    State state = cursor.opened() == opened ? (State) held.acquire(cursor.state()) : null;
    if (state == null) {
      if (query.sort() instanceof Sort.Relevance) {
        throw new InvalidCursorException(
            "the cursor is too old for an order by relevance; start again");
      }
      return asking(newest -> answer(newest, query, cursor.today(), 0, cursor.after()));
    }
    try {
      return answer(state, query, cursor.today(), 0, cursor.after());
    } catch (IOException e) {
      throw new IndexException("searching failed", e);
    } finally {
      release(state);
    }
  }

  private void release(State state) {
    try {
      held.release(state);
    } catch (IOException e) {
      throw new IndexException("letting a state of the index go failed", e);
    }
  }

  private Hits answer(
      State state, Query query, LocalDate today, int skipped, @Nullable FieldDoc after)
      throws IOException {
    LuceneQuery asks = translator;
    long number = state.number;
    org.apache.lucene.search.Query found = asks.of(query, today);
    // One more than asked for tells whether the walk goes on.
    int wanted =
        Math.min(skipped + query.limit() + 1, Math.max(1, state.getIndexReader().maxDoc()));
    TopFieldCollectorManager top =
        new TopFieldCollectorManager(
            LuceneQuery.order(query.sort()), wanted, after, Integer.MAX_VALUE);
    List<Filter.Field> own =
        query.facets().stream()
            .map(Facet::field)
            .filter(
                field -> query.filters().stream().anyMatch(each -> LuceneQuery.isOn(field, each)))
            .distinct()
            .toList();
    List<Filter.Field> common =
        query.facets().stream().map(Facet::field).filter(each -> !own.contains(each)).toList();
    FacetCounts counts = new FacetCounts(common);
    Map<Filter.Field, Map<String, Long>> counted = new LinkedHashMap<>();
    TopFieldDocs docs;
    if (common.isEmpty()) {
      docs = state.search(found, top);
    } else {
      MultiCollectorManager both = new MultiCollectorManager(top, counts);
      Object[] results = state.search(found, both);
      docs = (TopFieldDocs) results[0];
      counted.putAll(FacetCounts.counted(results[1]));
    }
    for (Filter.Field field : own) {
      counted.putAll(
          state.search(asks.without(field, query, today), new FacetCounts(List.of(field))));
    }
    Map<Filter.Field, List<Facet.Count>> facets = new LinkedHashMap<>();
    for (Facet facet : query.facets()) {
      facets.put(
          facet.field(), FacetCounts.listed(facet, counted.getOrDefault(facet.field(), Map.of())));
    }
    int end = Math.min(docs.scoreDocs.length, skipped + query.limit());
    List<ScoreDoc> page =
        skipped >= end ? List.of() : List.of(docs.scoreDocs).subList(skipped, end);
    boolean more = docs.scoreDocs.length > end && !page.isEmpty();
    String next = more ? cursor(state, query, today, (FieldDoc) page.getLast()) : null;
    return new Hits(
        docs.totalHits.value(),
        true,
        documents.hits(
            state, query, page, query.highlight() ? asks.highlights(query.words()) : null),
        facets,
        next,
        number);
  }

  private String cursor(State state, Query query, LocalDate today, FieldDoc last)
      throws IOException {
    return new Cursor(opened, held.record(state), today, last).written(query);
  }

  /// Where nothing was found: the same question with mistyped words mended, if that finds something
  /// under the same filters.
  private Hits withProposal(State state, Query query, Hits none, LocalDate today)
      throws IOException {
    List<Asked> asked = QueryParser.parse(query.words());
    List<String> mended = new ArrayList<>();
    boolean other = false;
    for (Asked each : asked) {
      String text = each.text();
      if (!each.phrase() && !each.excluded()) {
        Optional<String> almost = state.suggestions().almost(text.toLowerCase(Locale.ROOT));
        other |= almost.isPresent();
        text = almost.orElse(text);
      }
      mended.add((each.excluded() ? "-" : "") + (each.phrase() ? "\"" + text + "\"" : text));
    }
    if (!other) {
      return none;
    }
    String proposal = String.join(" ", mended);
    Query proposed =
        new Query(
            proposal,
            query.outlet(),
            query.group(),
            query.filters(),
            List.of(),
            query.sort(),
            1,
            Query.From.START,
            false);
    boolean finds = state.count(translator.of(proposed, today)) > 0;
    return finds
        ? new Hits(
            none.total(),
            none.totalIsExact(),
            none.items(),
            none.facets(),
            none.next(),
            none.changeNumber(),
            proposal)
        : none;
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
    T ask(State state) throws IOException;
  }

  private <T> T asking(Question<T> question) {
    try {
      State state = (State) searchers.acquire();
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
