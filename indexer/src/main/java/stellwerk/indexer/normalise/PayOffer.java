package stellwerk.indexer.normalise;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay;

/// Pay read from one place, with the words it was read from.
///
/// @param pay null where words were there but gave no value
/// @param from first character of the quote in the published words
/// @param to one past its last
record PayOffer(
    @Nullable Pay pay, String quote, int from, int to, Confidence confidence, Set<Flag> flags) {
  PayOffer {
    flags = Set.copyOf(flags);
  }
}
