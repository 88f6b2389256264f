package stellwerk.indexer.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.release.Outlet;

/// One state of the index: a searcher, the number of the last change that it sees, and what was
/// worked out for this state and ends with it. Thread-safe.
final class LuceneState extends IndexSearcher {
  private static final int REMEMBERED = 200;

  private volatile long number;
  private final Map<Landing, Map<Filter.Field, Map<String, Long>>> counted =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Landing, Map<Filter.Field, Map<String, Long>>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// A page that is opened without words, which everybody does with the same few filters.
  private record Landing(
      Outlet outlet, Query.Group group, List<Filter> filters, List<Filter.Field> fields) {}

  LuceneState(IndexReader reader, long number) {
    super(reader);
    this.number = number;
    // Lucene's own cache is for searchers that live long; a state lives for seconds.
    setQueryCache(null);
  }

  long number() {
    return number;
  }

  /// Learns of changes that changed no document.
  void knows(long change) {
    number = change;
  }

  /// Counts that were already made for the same page.
  Optional<Map<Filter.Field, Map<String, Long>>> counted(Query query, List<Filter.Field> fields) {
    synchronized (counted) {
      return isLanding(query)
          ? Optional.ofNullable(counted.get(landing(query, fields)))
          : Optional.empty();
    }
  }

  /// Keeps counts for whoever opens the same page.
  void remember(
      Query query, List<Filter.Field> fields, Map<Filter.Field, Map<String, Long>> counts) {
    if (isLanding(query)) {
      synchronized (counted) {
        counted.put(landing(query, fields), counts);
      }
    }
  }

  private static boolean isLanding(Query query) {
    return query.words().isBlank();
  }

  private static Landing landing(Query query, List<Filter.Field> fields) {
    return new Landing(query.outlet(), query.group(), query.filters(), fields);
  }
}
