package stellwerk.indexer.index;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.query.Asked;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.QueryParser;

/// Answers a query from one state of the index: hits and counts in one pass, the page's postings,
/// and another question where nothing was found. Thread-safe.
final class LuceneAnswers {
  private final LuceneQuery asks;
  private final LuceneDocuments documents;
  private final LuceneCompletions completions;

  LuceneAnswers(LuceneQuery asks, LuceneDocuments documents, LuceneCompletions completions) {
    this.asks = asks;
    this.documents = documents;
    this.completions = completions;
  }

  /// What explains these answers.
  LuceneExplanations explanations() {
    return new LuceneExplanations(asks, documents);
  }

  /// Names the place after a hit, for the walk to go on from.
  interface Continued {
    String after(FieldDoc last) throws IOException;
  }

  /// Answers a query.
  ///
  /// @param today from which freshness is counted
  /// @param after the last hit of the page before; null on the first page
  Hits of(
      LuceneState state,
      Query query,
      LocalDate today,
      @Nullable FieldDoc after,
      Continued continued)
      throws IOException {
    long number = state.number();
    int skipped = query.from() instanceof Query.From.Skip(int hits) ? Math.max(0, hits) : 0;
    Map<Filter.Field, Map<String, Long>> counts = new LinkedHashMap<>();
    TopFieldDocs docs = search(state, query, today, after, skipped, counts);
    int end = (int) Math.min(docs.scoreDocs.length, (long) skipped + query.limit());
    List<ScoreDoc> page =
        skipped >= end ? List.of() : List.of(docs.scoreDocs).subList(skipped, end);
    boolean more = docs.scoreDocs.length > end && !page.isEmpty();
    Map<Filter.Field, List<Facet.Count>> facets = new LinkedHashMap<>();
    for (Facet facet : query.facets()) {
      Map<String, Long> counted = counts.getOrDefault(facet.field(), Map.of());
      facets.put(facet.field(), FacetCounts.listed(facet, counted));
    }
    Highlights highlights = query.highlight() ? asks.highlights(query.words()) : null;
    long total = docs.totalHits.value();
    return new Hits(
        total,
        true,
        documents.hits(state, query, page, highlights),
        facets,
        more ? continued.after((FieldDoc) page.getLast()) : null,
        number,
        total == 0 && after == null ? proposal(state, query, today) : null);
  }

  /// Finds and counts in one pass. A facet whose own field is filtered is counted once more,
  /// without that filter.
  private TopFieldDocs search(
      LuceneState state,
      Query query,
      LocalDate today,
      @Nullable FieldDoc after,
      int skipped,
      Map<Filter.Field, Map<String, Long>> counts)
      throws IOException {
    List<Filter.Field> fields = query.facets().stream().map(Facet::field).distinct().toList();
    List<Filter.Field> own = fields.stream().filter(field -> isFiltered(query, field)).toList();
    List<Filter.Field> common = fields.stream().filter(field -> !own.contains(field)).toList();
    // One more than asked for tells whether the walk goes on.
    long most = (long) skipped + query.limit() + 1;
    int wanted = (int) Math.min(most, Math.max(1, state.getIndexReader().maxDoc()));
    TopFieldCollectorManager top =
        new TopFieldCollectorManager(
            LuceneQuery.order(query.sort()), wanted, after, Integer.MAX_VALUE);
    org.apache.lucene.search.Query found = asks.of(query, today);
    Optional<Map<Filter.Field, Map<String, Long>>> known = state.counted(query, fields);
    if (fields.isEmpty() || known.isPresent()) {
      known.ifPresent(counts::putAll);
      return state.search(found, top);
    }
    Object[] results = state.search(found, new MultiCollectorManager(top, new FacetCounts(common)));
    counts.putAll(FacetCounts.counted(results[1]));
    for (Filter.Field field : own) {
      counts.putAll(
          state.search(asks.without(field, query, today), new FacetCounts(List.of(field))));
    }
    state.remember(query, fields, Map.copyOf(counts));
    return (TopFieldDocs) results[0];
  }

  private static boolean isFiltered(Query query, Filter.Field field) {
    return query.filters().stream().anyMatch(filter -> LuceneQuery.isOn(field, filter));
  }

  /// The same question with its mistyped words mended, if that finds something under the same
  /// filters.
  private @Nullable String proposal(LuceneState state, Query query, LocalDate today)
      throws IOException {
    List<String> mended = new ArrayList<>();
    boolean differs = false;
    for (Asked asked : QueryParser.parse(query.words())) {
      String text = asked.phrase() ? "\"" + asked.text() + "\"" : asked.text();
      if (!asked.phrase() && !asked.excluded()) {
        Optional<String> almost = completions.of(state).almost(text.toLowerCase(Locale.ROOT));
        differs |= almost.isPresent();
        text = almost.orElse(text);
      }
      mended.add(asked.excluded() ? "-" + text : text);
    }
    if (!differs) {
      return null;
    }
    String words = String.join(" ", mended);
    return state.count(asks.of(query.asking(words), today)) > 0 ? words : null;
  }
}
