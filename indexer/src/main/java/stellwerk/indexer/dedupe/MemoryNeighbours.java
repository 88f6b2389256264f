package stellwerk.indexer.dedupe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.PostingId;

/// Neighbours in memory: for many postings at once, and for as long as the process lives.
public final class MemoryNeighbours implements Neighbours {
  private final Map<PostingId, Integer> places = new HashMap<>();
  private final List<@Nullable Signature> signatures = new ArrayList<>();
  private final Chains chains = new Chains();

  /// Lists of numbers by key, in a few arrays: millions of entries cost 16 bytes each.
  private static final class Chains {
    private long[] keys = new long[1 << 12];
    private int[] heads = new int[1 << 12];
    private int[] next = new int[1 << 12];
    private int[] values = new int[1 << 12];
    private int used;
    private int entries;

    void add(long key, int value) {
      if (used * 2 > keys.length) {
        grow();
      }
      if (entries + 1 == values.length) {
        values = Arrays.copyOf(values, values.length * 2);
        next = Arrays.copyOf(next, next.length * 2);
      }
      int slot = slot(key);
      if (heads[slot] == 0) {
        keys[slot] = key;
        used++;
      }
      entries++;
      values[entries] = value;
      next[entries] = heads[slot];
      heads[slot] = entries;
    }

    private int slot(long key) {
      int mask = keys.length - 1;
      int slot = (int) Mix.of(key) & mask;
      while (heads[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldHeads = heads;
      keys = new long[oldKeys.length * 2];
      heads = new int[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldHeads[i] != 0) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          heads[slot] = oldHeads[i];
        }
      }
    }

    void collect(long key, BitSet into) {
      for (int entry = heads[slot(key)]; entry != 0; entry = next[entry]) {
        into.set(values[entry]);
      }
    }
  }

  @Override
  public synchronized void put(Signature signature) {
    remove(signature.id());
    int place = signatures.size();
    signatures.add(signature);
    places.put(signature.id(), place);
    for (long key : Keys.of(signature)) {
      chains.add(key, place);
    }
  }

  /// Its place stays empty, so that its keys lead nowhere.
  @Override
  public synchronized void remove(PostingId id) {
    Integer place = places.remove(id);
    if (place != null) {
      signatures.set(place, null);
    }
  }

  @Override
  public synchronized Optional<Signature> find(PostingId id) {
    return Optional.ofNullable(places.get(id)).map(signatures::get);
  }

  @Override
  public List<Signature> find(Collection<PostingId> ids) {
    return ids.stream().distinct().map(this::find).flatMap(Optional::stream).toList();
  }

  @Override
  public synchronized List<Signature> like(Signature signature) {
    BitSet found = new BitSet(signatures.size());
    for (long key : Keys.of(signature)) {
      chains.collect(key, found);
    }
    List<Signature> like = new ArrayList<>();
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      Signature other = signatures.get(i);
      if (other != null && !other.id().equals(signature.id())) {
        like.add(other);
      }
    }
    return like;
  }
}
