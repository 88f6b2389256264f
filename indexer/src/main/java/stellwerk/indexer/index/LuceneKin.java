package stellwerk.indexer.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;

/// Finds postings like another one: of the same occupation, with the telling words of its title and
/// its skills; never one of its own vacancy. Thread-safe.
final class LuceneKin {
  private static final int MOST_WORDS = 12;

  /// A word that every third posting has tells nothing.
  private static final double COMMON = 1.0 / 3;

  private static final float SKILL = 1.5f;
  private static final float TIER = 1;
  private static final float SURROUNDINGS = 0.5f;
  private static final float FRESHNESS = 1;
  private static final int FRESHNESS_HALVED_DAYS = 14;

  private final Analysers analysers;
  private final LuceneDocuments documents;

  LuceneKin(Analysers analysers, LuceneDocuments documents) {
    this.analysers = analysers;
    this.documents = documents;
  }

  /// Postings like this one, the most similar first; empty if the index does not know it.
  ///
  /// @param query says outlet, group, filters and how many
  Optional<List<Hits.Hit>> of(LuceneState state, PostingId id, Query query, long today)
      throws IOException {
    OptionalInt document = documents.number(state, id);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Posting posting = documents.posting(state, document.getAsInt());
    BooleanQuery.Builder like = new BooleanQuery.Builder();
    LuceneQuery.scope(like, query);
    query.filters().forEach(filter -> like.add(LuceneQuery.condition(filter), Occur.FILTER));
    List<BytesRef> own = new ArrayList<>(List.of(new BytesRef(id.value())));
    documents
        .others(state, document.getAsInt())
        .forEach(other -> own.add(new BytesRef(other.value())));
    like.add(new TermInSetQuery(LuceneFields.ID, own), Occur.MUST_NOT);
    Membership membership = posting.membership().known().orElse(null);
    if (membership != null) {
      like.add(value(Filter.Field.OCCUPATION, membership.occupation()), Occur.FILTER);
      shares(like, Filter.Field.TIER, membership.tier(), TIER);
    }
    BooleanQuery.Builder telling = new BooleanQuery.Builder();
    words(state, posting).forEach(word -> telling.add(word, Occur.SHOULD));
    posting.skills().stream()
        .map(Fact.Known::value)
        .limit(MOST_WORDS)
        .forEach(skill ->
            telling.add(new BoostQuery(value(Filter.Field.SKILL, skill), SKILL), Occur.SHOULD));
    // Within an occupation everything is alike somehow; elsewhere something must be shared.
    like.add(telling.build(), membership == null ? Occur.MUST : Occur.SHOULD);
    posting
        .remote()
        .known()
        .ifPresent(remote ->
            shares(
                like, Filter.Field.REMOTE, remote.name().toLowerCase(Locale.ROOT), SURROUNDINGS));
    posting.locations().stream()
        .map(place -> place.value().region())
        .distinct()
        .limit(MOST_WORDS)
        .forEach(region -> shares(like, Filter.Field.REGION, region, SURROUNDINGS));
    like.add(
        LongField.newDistanceFeatureQuery(
            LuceneFields.FIRST_SEEN, FRESHNESS, today, FRESHNESS_HALVED_DAYS),
        Occur.SHOULD);
    int most = Math.min(query.limit(), Math.max(1, state.getIndexReader().maxDoc()));
    ScoreDoc[] found =
        query.limit() == 0
            ? new ScoreDoc[0]
            : state.search(
                    like.build(),
                    new TopFieldCollectorManager(
                        LuceneQuery.order(Sort.RELEVANCE), most, null, most))
                .scoreDocs;
    return Optional.of(documents.hits(state, query, List.of(found), null));
  }

  /// The rarest words of the title, and of its compounds' parts.
  private List<org.apache.lucene.search.Query> words(LuceneState state, Posting posting)
      throws IOException {
    String title = Spelling.fold(Spelling.tidy(posting.title().known().orElse("")));
    int all = Math.max(1, state.getIndexReader().numDocs());
    Map<Term, Integer> frequencies = new LinkedHashMap<>();
    for (Analysers.Word word : analysers.words(title)) {
      frequencies.put(new Term(LuceneFields.TITLE, word.term()), 0);
      for (String part : analysers.parts(word.surface())) {
        frequencies.put(new Term(LuceneFields.TITLE, part), 0);
        frequencies.put(new Term(LuceneFields.TITLE_PARTS, part), 0);
      }
    }
    for (Map.Entry<Term, Integer> entry : frequencies.entrySet()) {
      entry.setValue(state.getIndexReader().docFreq(entry.getKey()));
    }
    return frequencies.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        // In a small index every word is common.
        .filter(entry -> all < 30 || entry.getValue() < all * COMMON)
        .sorted(Comparator.comparingInt(Map.Entry::getValue))
        .limit(MOST_WORDS)
        .map(entry -> (org.apache.lucene.search.Query) new TermQuery(entry.getKey()))
        .toList();
  }

  private static void shares(
      BooleanQuery.Builder like, Filter.Field field, @Nullable String value, float weight) {
    if (value != null) {
      like.add(new BoostQuery(new ConstantScoreQuery(value(field, value)), weight), Occur.SHOULD);
    }
  }

  private static org.apache.lucene.search.Query value(Filter.Field field, String value) {
    return new TermQuery(new Term(field.key(), LuceneFields.folded(value)));
  }
}
