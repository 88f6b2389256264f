package stellwerk.indexer.index;

import stellwerk.indexer.posting.Posting;

/// How a posting is written into the index's documents, and read from them.
public interface PostingCodec {
  /// Writes a posting.
  byte[] write(Posting posting);

  /// Reads what [#write] wrote.
  Posting read(byte[] bytes);
}
