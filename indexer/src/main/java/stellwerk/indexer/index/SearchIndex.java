package stellwerk.indexer.index;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Synonyms;

/// The searchable copy of the store. Thread-safe; one writer ([#apply], [#renew]).
public interface SearchIndex extends AutoCloseable {
  /// The number of the store's last change that searches see.
  long changeNumber();

  /// The number of the last change that would survive a kill.
  long committedNumber();

  /// Whether it should be built anew ([#renew]): it is damaged, or was made by other chains or word
  /// lists. It answers meanwhile as well as it can.
  boolean outdated();

  /// Puts postings in, replacing those with the same id, and takes others out; then the index
  /// stands at a change number. Visible after [#refresh], safe after [#commit]. Applying the same
  /// changes twice is harmless.
  void apply(Collection<IndexedPosting> postings, Collection<PostingId> removed, long number);

  void refresh();

  void commit();

  /// Begins an empty index beside this one, which goes on answering until the other takes its
  /// place. One at a time.
  Renewal renew();

  /// An index in the making. Used by one thread.
  interface Renewal extends AutoCloseable {
    /// Puts postings in, and takes others out.
    void apply(Collection<IndexedPosting> postings, Collection<PostingId> removed);

    /// Takes the place of the old index, at a change number; at once, whole, and safe from a kill.
    void takeOver(long number);

    /// Ends it. What has not taken over is thrown away.
    @Override
    void close();
  }

  /// Takes other ways to say the same for the questions to come; nothing needs to be indexed again.
  void use(Synonyms synonyms);

  /// Names what widens questions: while this name and the change number stay, the same question has
  /// the same answer.
  String wording();

  /// Answers a search.
  ///
  /// @throws stellwerk.indexer.query.InvalidCursorException if the query goes on from a cursor of
  ///   another question
  Hits search(Query query);

  /// A posting by its id, open or closed.
  Optional<Posting> find(PostingId id);

  /// Postings like another one, the most similar first, never of its own vacancy; empty if the
  /// index does not know that one.
  ///
  /// @param query says outlet, group, filters and how many; its words and order count for nothing
  Optional<List<Hits.Hit>> similar(PostingId id, Query query);

  /// Why a posting is where it is in an answer, or is not in it; empty if the index does not know
  /// it.
  Optional<Explained> explain(PostingId id, Query query);

  /// The place of a posting in an answer, counted from 1; 0 if it is not among the first ten
  /// thousand.
  int position(PostingId id, Query query);

  /// At most ten completions of what somebody began to type: titles, skills, places.
  List<String> suggest(String begun, int limit);

  long documents();

  @Override
  void close();
}
