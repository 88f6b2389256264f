package stellwerk.indexer.index;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;

/// The searchable copy of the store. Thread-safe; one writer ([#apply]).
public interface SearchIndex extends AutoCloseable {
  /// The number of the store's last change that searches see.
  long changeNumber();

  /// The number of the last change that would survive a kill.
  long committedNumber();

  /// Puts postings in, replacing those with the same id, and takes others out; then the index
  /// stands at a change number. Visible after [#refresh], safe after [#commit]. Applying the same
  /// changes twice is harmless.
  void apply(Collection<IndexedPosting> postings, Collection<PostingId> removed, long number);

  void refresh();

  void commit();

  /// Answers a search.
  ///
  /// @throws stellwerk.indexer.query.InvalidCursorException if the query goes on from a cursor of
  ///   another question
  Hits search(Query query);

  /// A posting by its id, open or closed.
  Optional<Posting> find(PostingId id);

  /// At most ten completions of what somebody began to type: titles, skills, places.
  List<String> suggest(String begun, int limit);

  long documents();

  /// Empties the index, so that it is filled again from change 0.
  void clear();

  @Override
  void close();
}
