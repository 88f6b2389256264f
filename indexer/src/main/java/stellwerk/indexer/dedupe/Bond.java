package stellwerk.indexer.dedupe;

import stellwerk.indexer.posting.PostingId;

/// That two postings are one vacancy, and why; the lesser id comes first.
public record Bond(PostingId one, PostingId other, Likeness likeness) {
  static Bond of(Signature a, Signature b, Likeness likeness) {
    return a.id().value().compareTo(b.id().value()) < 0
        ? new Bond(a.id(), b.id(), likeness)
        : new Bond(b.id(), a.id(), likeness);
  }
}
