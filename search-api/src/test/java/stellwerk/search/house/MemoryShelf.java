package stellwerk.search.house;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stellwerk.indexer.store.Shelf;

/// A shelf in memory that keeps the promise of the real one: what stands there is never changed.
public final class MemoryShelf implements Shelf {
  private final SortedMap<String, byte[]> documents = new TreeMap<>();

  @Override
  public boolean put(String name, byte[] content, Instant at) {
    byte[] known = documents.putIfAbsent(name, content.clone());
    if (known != null && !Arrays.equals(known, content)) {
      throw new IllegalStateException("other bytes stand under " + name);
    }
    return known == null;
  }

  @Override
  public Optional<byte[]> find(String name) {
    return Optional.ofNullable(documents.get(name)).map(byte[]::clone);
  }

  @Override
  public List<String> names(String begin) {
    return documents.keySet().stream().filter(name -> name.startsWith(begin)).toList();
  }
}
