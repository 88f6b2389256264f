package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.util.Set;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;

/// When a posting was put up and until when one can apply.
record Dates(Fact<LocalDate> posted, Fact<LocalDate> validThrough, Set<Flag> flags) {
  Dates {
    flags = Set.copyOf(flags);
  }
}
