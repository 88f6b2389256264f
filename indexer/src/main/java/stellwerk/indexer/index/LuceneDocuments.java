package stellwerk.indexer.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;

/// Reads postings back out of documents, a page at a time in the order of the documents; those that
/// are read often stay at hand. Thread-safe.
final class LuceneDocuments {
  private static final int AT_HAND = 1_000;

  /// A document of a segment never changes: a changed posting is another document.
  private record Seat(Object segment, int document) {}

  private final PostingCodec codec;
  private final Map<Seat, Posting> atHand =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Seat, Posting> eldest) {
              return size() > AT_HAND;
            }
          });

  LuceneDocuments(PostingCodec codec) {
    this.codec = codec;
  }

  Optional<Posting> find(IndexSearcher searcher, PostingId id) throws IOException {
    OptionalInt number = number(searcher, id);
    return number.isEmpty() ? Optional.empty() : Optional.of(posting(searcher, number.getAsInt()));
  }

  /// The document of a posting.
  OptionalInt number(IndexSearcher searcher, PostingId id) throws IOException {
    ScoreDoc[] found =
        searcher.search(new TermQuery(new Term(LuceneFields.ID, id.value())), 1).scoreDocs;
    return found.length == 0 ? OptionalInt.empty() : OptionalInt.of(found[0].doc);
  }

  /// The hits of a page, in its order.
  List<Hits.Hit> hits(
      IndexSearcher searcher, Query query, List<ScoreDoc> page, @Nullable Highlights highlights)
      throws IOException {
    List<ScoreDoc> inOrder = new ArrayList<>(page);
    inOrder.sort(Comparator.comparingInt(doc -> doc.doc));
    Map<Integer, Hits.Hit> hits = new HashMap<>();
    for (ScoreDoc doc : inOrder) {
      Posting posting = posting(searcher, doc.doc);
      hits.put(
          doc.doc,
          new Hits.Hit(
              posting,
              query.group() == Query.Group.VACANCY
                  ? others(searcher, doc.doc, query.outlet())
                  : List.of(),
              score(query, doc),
              highlights == null ? Map.of() : marked(searcher, doc.doc, posting, highlights)));
    }
    return page.stream().map(doc -> Objects.requireNonNull(hits.get(doc.doc))).toList();
  }

  private static float score(Query query, ScoreDoc doc) {
    return query.sort() instanceof Sort.Relevance
            && doc instanceof FieldDoc sorted
            && sorted.fields[0] instanceof Float score
        ? score
        : 0;
  }

  Posting posting(IndexSearcher searcher, int doc) throws IOException {
    LeafReaderContext leaf = leaf(searcher, doc);
    var segment = leaf.reader().getCoreCacheHelper();
    int within = doc - leaf.docBase;
    if (segment == null) {
      return codec.read(bytes(leaf, LuceneFields.POSTING, within));
    }
    Seat seat = new Seat(segment.getKey(), within);
    Posting known = atHand.get(seat);
    if (known == null) {
      known = codec.read(bytes(leaf, LuceneFields.POSTING, within));
      atHand.put(seat, known);
    }
    return known;
  }

  /// Of the vacancy's other postings those that this outlet releases, too.
  List<PostingId> others(IndexSearcher searcher, int doc, Outlet outlet) throws IOException {
    List<PostingId> others = new ArrayList<>();
    for (PostingId id : others(searcher, doc)) {
      BooleanQuery released =
          new BooleanQuery.Builder()
              .add(new TermQuery(new Term(LuceneFields.ID, id.value())), Occur.FILTER)
              .add(new TermQuery(new Term(LuceneFields.OUTLETS, outlet.key())), Occur.FILTER)
              .build();
      if (searcher.count(released) > 0) {
        others.add(id);
      }
    }
    return others;
  }

  /// The vacancy's other open postings.
  List<PostingId> others(IndexSearcher searcher, int doc) throws IOException {
    LeafReaderContext leaf = leaf(searcher, doc);
    String ids = new BytesRef(bytes(leaf, LuceneFields.OTHERS, doc - leaf.docBase)).utf8ToString();
    return (ids.isEmpty() ? List.<String>of() : Arrays.asList(ids.split(" ")))
        .stream().map(PostingId::new).toList();
  }

  /// The title is always shown; the description only where its site's rights say so.
  private static Map<String, String> marked(
      IndexSearcher searcher, int doc, Posting posting, Highlights highlights) throws IOException {
    Map<String, String> marked = new LinkedHashMap<>();
    posting.title().known().flatMap(highlights::whole).ifPresent(it -> marked.put("title", it));
    LeafReaderContext leaf = leaf(searcher, doc);
    NumericDocValues shown = DocValues.getNumeric(leaf.reader(), LuceneFields.SHOW_TEXT);
    if (shown.advanceExact(doc - leaf.docBase) && shown.longValue() == 1) {
      posting
          .description()
          .known()
          .flatMap(highlights::passage)
          .ifPresent(it -> marked.put("description", it));
    }
    return marked;
  }

  private static LeafReaderContext leaf(IndexSearcher searcher, int doc) {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    return leaves.get(ReaderUtil.subIndex(doc, leaves));
  }

  private static byte[] bytes(LeafReaderContext leaf, String field, int doc) throws IOException {
    BinaryDocValues values = DocValues.getBinary(leaf.reader(), field);
    if (!values.advanceExact(doc)) {
      throw new IndexException("a document of the index holds no " + field);
    }
    BytesRef bytes = values.binaryValue();
    return Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
  }
}
