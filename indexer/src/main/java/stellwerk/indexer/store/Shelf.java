package stellwerk.indexer.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Documents by name, written once and never changed: whoever asks again gets the same bytes.
/// Thread-safe.
public interface Shelf {
  /// Puts a document on the shelf. Putting the same bytes there again is harmless.
  ///
  /// @return whether it is new
  /// @throws stellwerk.indexer.store.sql.StoreException if other bytes stand there under this name
  boolean put(String name, byte[] content, Instant at);

  Optional<byte[]> find(String name);

  /// Names that begin with a text, in order.
  List<String> names(String begin);
}
