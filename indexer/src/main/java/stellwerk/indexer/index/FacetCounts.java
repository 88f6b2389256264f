package stellwerk.indexer.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.PayRange;

/// Counts the values of several fields in one pass: per segment an array of counts by ordinal,
/// which are merged by value at the segment's end.
final class FacetCounts
    implements CollectorManager<FacetCounts.Pass, Map<Filter.Field, Map<String, Long>>> {
  private final List<Filter.Field> fields;

  FacetCounts(List<Filter.Field> fields) {
    this.fields = List.copyOf(fields);
  }

  @Override
  public Pass newCollector() {
    return new Pass(fields);
  }

  @Override
  public Map<Filter.Field, Map<String, Long>> reduce(Collection<Pass> passes) {
    Map<Filter.Field, Map<String, Long>> merged = new LinkedHashMap<>();
    for (Pass pass : passes) {
      pass.counts.forEach((field, counts) -> {
        Map<String, Long> into = merged.computeIfAbsent(field, _ -> new HashMap<>());
        counts.forEach((value, count) -> into.merge(value, count, Long::sum));
      });
    }
    return merged;
  }

  /// What [#reduce] answered, out of the untyped results of several collectors.
  @SuppressWarnings("unchecked")
  static Map<Filter.Field, Map<String, Long>> counted(Object reduced) {
    return (Map<Filter.Field, Map<String, Long>>) reduced;
  }

  /// The counts as a facet lists them: the most frequent first; ranges of pay and weeks in their
  /// own order, of weeks the latest.
  static List<Facet.Count> listed(Facet facet, Map<String, Long> counts) {
    List<Facet.Count> all =
        new ArrayList<>(
            counts.entrySet().stream()
                .map(entry -> new Facet.Count(entry.getKey(), entry.getValue()))
                .toList());
    Comparator<Facet.Count> byValue = Comparator.comparing(Facet.Count::value);
    return switch (facet.field()) {
      case PAY -> {
        all.sort(Comparator.comparing(Facet.Count::value, PayRange.ORDER));
        yield List.copyOf(all.subList(0, Math.min(facet.limit(), all.size())));
      }
      case POSTED_WEEK -> {
        all.sort(byValue);
        yield List.copyOf(all.subList(Math.max(0, all.size() - facet.limit()), all.size()));
      }
      case OCCUPATION,
          TIER,
          REGION,
          REMOTE,
          ELIGIBILITY,
          WORKING_TIME,
          CONTRACT,
          SKILL,
          SOFT_SKILL,
          TASK,
          EMPLOYER,
          SITE,
          LANGUAGE,
          PAY_UNIT -> {
        all.sort(Comparator.comparingLong(Facet.Count::count).reversed().thenComparing(byValue));
        yield List.copyOf(all.subList(0, Math.min(facet.limit(), all.size())));
      }
    };
  }

  /// One pass over the documents found.
  static final class Pass implements Collector {
    private final List<Filter.Field> fields;
    private final Map<Filter.Field, Map<String, Long>> counts = new LinkedHashMap<>();

    private Pass(List<Filter.Field> fields) {
      this.fields = fields;
      fields.forEach(field -> counts.put(field, new HashMap<>()));
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
      List<Column> columns = new ArrayList<>(fields.size());
      for (Filter.Field field : fields) {
        SortedSetDocValues values = DocValues.getSortedSet(context.reader(), field.key());
        if (values.getValueCount() > 0) {
          columns.add(new Column(field, values));
        }
      }
      return new Segment(columns);
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    private static final class Column {
      private final Filter.Field field;
      private final SortedSetDocValues values;
      private final int[] byOrdinal;

      Column(Filter.Field field, SortedSetDocValues values) {
        this.field = field;
        this.values = values;
        this.byOrdinal = new int[Math.toIntExact(values.getValueCount())];
      }
    }

    private final class Segment implements LeafCollector {
      private final List<Column> columns;

      Segment(List<Column> columns) {
        this.columns = columns;
      }

      @Override
      public void setScorer(Scorable scorer) {}

      @Override
      public void collect(int doc) throws IOException {
        for (Column column : columns) {
          if (column.values.advanceExact(doc)) {
            int values = column.values.docValueCount();
            for (int i = 0; i < values; i++) {
              column.byOrdinal[Math.toIntExact(column.values.nextOrd())]++;
            }
          }
        }
      }

      @Override
      public void finish() throws IOException {
        for (Column column : columns) {
          Map<String, Long> byValue = counts.computeIfAbsent(column.field, _ -> new HashMap<>());
          for (int ordinal = 0; ordinal < column.byOrdinal.length; ordinal++) {
            int count = column.byOrdinal[ordinal];
            if (count > 0) {
              byValue.merge(
                  column.values.lookupOrd(ordinal).utf8ToString(), (long) count, Long::sum);
            }
          }
        }
      }
    }
  }
}
