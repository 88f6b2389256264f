package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay.Unit;

/// A sum that the words around it make pay.
///
/// @param from first character of its words, cue and unit included
/// @param amountFrom first character of the sum itself
/// @param amountTo one past the sum's last character
/// @param to one past the last of its words
/// @param score how plainly it is pay: the highest wins
record PayCandidate(
    int from,
    int amountFrom,
    int amountTo,
    int to,
    @Nullable BigDecimal min,
    @Nullable BigDecimal max,
    String currency,
    Unit unit,
    boolean unitSaid,
    @Nullable String detail,
    @Nullable Boolean gross,
    boolean approximate,
    boolean negotiable,
    Confidence confidence,
    int score,
    Set<Flag> flags) {
  PayCandidate {
    flags = Set.copyOf(flags);
  }

  BigDecimal top() {
    if (max != null) {
      return max;
    }
    return min == null ? BigDecimal.ZERO : min;
  }

  BigDecimal bottom() {
    return min != null ? min : top();
  }

  boolean same(PayCandidate other) {
    return unit == other.unit
        && currency.equals(other.currency)
        && top().compareTo(other.top()) == 0
        && bottom().compareTo(other.bottom()) == 0;
  }

  PayCandidate spanning(PayCandidate other, Flag flag) {
    Set<Flag> both = java.util.EnumSet.of(flag);
    both.addAll(flags);
    return new PayCandidate(
        from,
        amountFrom,
        amountTo,
        Math.max(to, other.to()),
        bottom().min(other.bottom()),
        top().max(other.top()),
        currency,
        unit,
        unitSaid,
        detail,
        gross,
        approximate,
        negotiable,
        confidence,
        score,
        both);
  }
}
