package stellwerk.search.insights;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.statistics.PayFigures;
import stellwerk.indexer.statistics.Quantiles;
import stellwerk.search.catalogue.Claim;
import stellwerk.search.render.GermanText;

/// What one tier pays in one unit, and whether the article is right about it.
///
/// @param gig whether this is work by the order rather than employment
/// @param claim what the article says of it; null if nothing
public record PayFinding(
    String tier, String tierLabel, boolean gig, PayFigures figures, @Nullable Claim claim) {
  /// How the median lies to what is claimed.
  public enum Finding {
    WITHIN,
    BELOW,
    ABOVE,
    NOT_ENOUGH_DATA;

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Pay.Unit unit() {
    return figures.unit();
  }

  /// Empty where the article claims nothing.
  public Optional<Finding> finding() {
    if (claim == null) {
      return Optional.empty();
    }
    BigDecimal min = claim.min();
    BigDecimal max = claim.max();
    return Optional.of(
        figures
            .shown()
            .map(quantiles -> quantiles.at(0.5))
            .map(median ->
                min != null && median.compareTo(min) < 0
                    ? Finding.BELOW
                    : max != null && median.compareTo(max) > 0 ? Finding.ABOVE : Finding.WITHIN)
            .orElse(Finding.NOT_ENOUGH_DATA));
  }

  /// The finding as a sentence for the article.
  public String text() {
    return figures
        .shown()
        .map(this::sentence)
        .orElse("Zu wenige Angaben (" + figures.count() + ") für eine Aussage.");
  }

  private String sentence(Quantiles quantiles) {
    String low = amount(quantiles.at(0.25));
    String high = amount(quantiles.at(0.75));
    String what =
        GermanText.jobs(figures.count())
            + (figures.count() == 1 ? " nennt " : " nennen ")
            + switch (unit()) {
              case YEAR -> gig ? "ein Jahreshonorar" : "ein Jahresgehalt";
              case HOUR -> gig ? "ein Stundenhonorar" : "einen Stundenlohn";
              case DAY -> gig ? "einen Tagessatz" : "einen Tageslohn";
              case TASK -> "eine Bezahlung je Aufgabe";
              case MONTH -> "ein Monatsgehalt";
              case WEEK -> "einen Wochenlohn";
            };
    return low.equals(high)
        ? what + ": die mittlere Hälfte liegt bei " + low + "\u00a0€."
        : what + ": die mittlere Hälfte liegt zwischen " + low + " und " + high + "\u00a0€.";
  }

  /// A year's pay in hundreds, all else to the cent: more would feign a precision that is not
  /// there.
  private String amount(BigDecimal value) {
    return GermanText.number(
        unit() == Pay.Unit.YEAR
            ? value.setScale(-2, RoundingMode.HALF_UP).setScale(0, RoundingMode.UNNECESSARY)
            : value);
  }
}
