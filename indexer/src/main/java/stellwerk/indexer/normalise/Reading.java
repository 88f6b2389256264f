package stellwerk.indexer.normalise;

import java.util.Set;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;

/// What a reader read: a fact, and what readers of the fact should know.
public record Reading<T>(Fact<T> fact, Set<Flag> flags) {
  public Reading {
    flags = Set.copyOf(flags);
  }

  public static <T> Reading<T> of(Fact<T> fact) {
    return new Reading<>(fact, Set.of());
  }
}
