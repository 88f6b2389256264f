package stellwerk.search.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;

/// What the portal's article says about pay, to be held against the market.
///
/// @param min in euros; null: no lower end
/// @param max null: no upper end
/// @param abovePercent up to so much above the minimum wage; null if amounts are claimed
/// @param text in the article's words
public record Claim(
    String tier,
    Pay.Unit unit,
    @Nullable BigDecimal min,
    @Nullable BigDecimal max,
    @Nullable Integer abovePercent,
    String text) {
  /// Knows the minimum wage an hour, in euros.
  @FunctionalInterface
  public interface MinimumWage {
    Optional<BigDecimal> on(LocalDate day);
  }

  /// The claim in amounts of a day; empty if nobody knows that day's minimum wage.
  public Optional<Claim> on(LocalDate day, MinimumWage wage) {
    Integer percent = abovePercent;
    if (percent == null) {
      return Optional.of(this);
    }
    return wage.on(day)
        .map(least ->
            new Claim(
                tier,
                unit,
                least,
                least.multiply(BigDecimal.valueOf(100L + percent)).movePointLeft(2),
                null,
                text));
  }
}
