package stellwerk.indexer.index;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;

/// Explains one posting under a question, by asking the question's conditions one at a time of this
/// one document. Thread-safe.
final class LuceneExplanations {
  /// Deeper places are not counted.
  private static final int DEEPEST = 10_000;

  /// A leaf of Lucene's explanation: `weight(title:medizin in 5) [BM25Similarity], result of:`.
  private static final Pattern LEAF =
      Pattern.compile("weight\\((\\w+):(.{1,400}?) in \\d+\\).*", Pattern.DOTALL);

  private final LuceneQuery asks;
  private final LuceneDocuments documents;

  LuceneExplanations(LuceneQuery asks, LuceneDocuments documents) {
    this.asks = asks;
    this.documents = documents;
  }

  /// Explains a posting; empty if the index does not know it.
  Optional<Explained> explain(LuceneState state, PostingId id, Query query, LocalDate today)
      throws IOException {
    OptionalInt document = documents.number(state, id);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Posting posting = documents.posting(state, document.getAsInt());
    List<Explained.Outcome> filters = new ArrayList<>();
    for (Filter filter : query.filters()) {
      filters.add(new Explained.Outcome(filter, holds(state, id, LuceneQuery.condition(filter))));
    }
    boolean released = holds(state, id, is(LuceneFields.OUTLETS, query.outlet().key()));
    PostingId lead = released ? lead(state, id, document.getAsInt(), query) : null;
    boolean words = holds(state, id, asks.words(query));
    List<Explained.Part> parts = new ArrayList<>();
    double score = 0;
    org.apache.lucene.search.Query whole = asks.of(query, today);
    if (query.sort() instanceof Sort.Relevance && holds(state, id, whole)) {
      Explanation explanation = state.explain(whole, document.getAsInt());
      score = explanation.getValue().doubleValue();
      parts.addAll(folded(explanation));
    }
    return Optional.of(new Explained(posting, released, lead, words, filters, score, parts));
  }

  /// The place of a posting in the answer, counted from 1; 0 if it is not among the first ten
  /// thousand.
  int position(LuceneState state, PostingId id, Query query, LocalDate today) throws IOException {
    OptionalInt document = documents.number(state, id);
    org.apache.lucene.search.Query whole = asks.of(query, today);
    if (document.isEmpty() || !holds(state, id, whole)) {
      return 0;
    }
    int most = Math.min(DEEPEST, Math.max(1, state.getIndexReader().maxDoc()));
    ScoreDoc[] found =
        state.search(
                whole,
                new TopFieldCollectorManager(
                    LuceneQuery.order(query.sort()), most, null, Integer.MAX_VALUE))
            .scoreDocs;
    for (int at = 0; at < found.length; at++) {
      if (found[at].doc == document.getAsInt()) {
        return at + 1;
      }
    }
    return 0;
  }

  private @Nullable PostingId lead(LuceneState state, PostingId id, int document, Query query)
      throws IOException {
    org.apache.lucene.search.Query leads = is(LuceneFields.LEADS, query.outlet().key());
    if (query.group() == Query.Group.POSTING || holds(state, id, leads)) {
      return null;
    }
    for (PostingId other : documents.others(state, document, query.outlet())) {
      if (holds(state, other, leads)) {
        return other;
      }
    }
    return null;
  }

  private static org.apache.lucene.search.Query is(String field, String value) {
    return new TermQuery(new Term(field, value));
  }

  private static boolean holds(
      LuceneState state, PostingId id, org.apache.lucene.search.Query condition)
      throws IOException {
    return state.count(
            new BooleanQuery.Builder()
                .add(is(LuceneFields.ID, id.value()), Occur.FILTER)
                .add(condition, Occur.FILTER)
                .build())
        > 0;
  }

  /// The parts of a score by the fields of people: compounds' parts and English words count with
  /// the field that they were read from.
  private static List<Explained.Part> folded(Explanation explanation) {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, Set<String>> terms = new LinkedHashMap<>();
    fold(explanation, values, terms);
    List<Explained.Part> parts = new ArrayList<>();
    values.forEach((name, value) ->
        parts.add(
            new Explained.Part(name, List.copyOf(terms.getOrDefault(name, Set.of())), value)));
    return parts;
  }

  private static void fold(
      Explanation explanation, Map<String, Double> values, Map<String, Set<String>> terms) {
    double value = explanation.getValue().doubleValue();
    if (!explanation.isMatch() || value == 0) {
      return;
    }
    Matcher leaf = LEAF.matcher(explanation.getDescription());
    if (leaf.matches()) {
      String name = field(leaf.group(1));
      values.merge(name, value, Double::sum);
      terms.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(plain(leaf.group(2)));
    } else if (explanation.getDescription().startsWith("Distance score")) {
      values.merge("freshness", value, Double::sum);
    } else if (explanation.getDescription().startsWith("max")) {
      for (Explanation way : explanation.getDetails()) {
        if (way.isMatch() && way.getValue().doubleValue() == value) {
          fold(way, values, terms);
          return;
        }
      }
    } else {
      for (Explanation part : explanation.getDetails()) {
        fold(part, values, terms);
      }
    }
  }

  private static String field(String name) {
    return switch (name) {
      case LuceneFields.TITLE_PARTS, LuceneFields.TITLE_EN -> LuceneFields.TITLE;
      case LuceneFields.TEXT_PARTS, LuceneFields.TEXT_EN -> LuceneFields.TEXT;
      default -> name;
    };
  }

  /// `"daten annotier"~2` is `daten annotier`.
  private static String plain(String terms) {
    return terms.replaceAll("\"(.*)\"(~\\d+)?", "$1");
  }
}
