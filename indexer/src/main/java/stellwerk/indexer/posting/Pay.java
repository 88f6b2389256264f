package stellwerk.indexer.posting;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a posting offers, as published, never converted (schema.org `baseSalary`;
/// `normalisation.md` §1.1).
///
/// Exactly = min equals max; "from" = max null; "up to" = min null; both null only with a pay
/// scale.
///
/// @param min lower end in units of the currency; null if not stated
/// @param max upper end; null if not stated
/// @param currency ISO 4217
/// @param unit what the amount is for
/// @param unitDetail the piece, for [Unit#TASK]: `word`, `image`, `audio_minute` …; null if not
///   said
/// @param gross null if not said
/// @param weeklyHours as stated; null if not
/// @param salariesPerYear 12, 13, 13.5, 14; null if not stated
/// @param tariff label of the pay scale ("TVöD E 13"); null if none
/// @param annual what it comes to in a year; null where no honest way leads there
/// @param variable bonus, commission and the like in their own words; empty if none
/// @param alternatives other offers of the same posting (other workload, other country)
public record Pay(
    @Nullable BigDecimal min,
    @Nullable BigDecimal max,
    @Nullable String currency,
    @Nullable Unit unit,
    UnitBasis unitBasis,
    @Nullable String unitDetail,
    @Nullable Boolean gross,
    @Nullable Hours weeklyHours,
    @Nullable BigDecimal salariesPerYear,
    @Nullable String tariff,
    Basis basis,
    boolean approximate,
    boolean negotiable,
    @Nullable Annual annual,
    List<String> variable,
    List<Pay> alternatives) {

  /// What an amount is for (schema.org `unitText`); TASK is pay per piece.
  public enum Unit {
    YEAR,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    TASK
  }

  public enum UnitBasis {
    STATED,
    /// Concluded from the amount; confidence at most medium, never shown as stated.
    INFERRED
  }

  /// Where the amount comes from.
  public enum Basis {
    STATED,
    /// Looked up in the pay scale that the posting names.
    TARIFF,
    /// The site's own guess; shown as such, never in statistics or the section.
    ESTIMATED
  }

  /// Hours a week, from and to.
  public record Hours(BigDecimal min, BigDecimal max) {
    public Hours {
      if (min.compareTo(max) > 0) {
        throw new IllegalArgumentException("hours run from " + min + " to " + max);
      }
    }
  }

  /// Pay for a year in the same currency.
  ///
  /// @param method how it was reached (`normalisation.md` §1.15), such as `AS_STATED`, `MONTH_X_12`
  /// @param estimate whether it rests on an assumption; such a value enters no filter, no
  ///   statistic, no section
  public record Annual(
      @Nullable BigDecimal min, @Nullable BigDecimal max, String method, boolean estimate) {}

  public Pay {
    if (min != null && max != null && min.compareTo(max) > 0) {
      throw new IllegalArgumentException("pay runs from " + min + " to " + max);
    }
    if ((min != null || max != null) && currency == null) {
      throw new IllegalArgumentException("an amount without its currency is no pay");
    }
    if (min == null && max == null && tariff == null) {
      throw new IllegalArgumentException("pay without amount and without pay scale is not stated");
    }
    variable = List.copyOf(variable);
    alternatives = List.copyOf(alternatives);
  }

  /// The end that a lower bound is compared with: the upper one, else the lower.
  public Optional<BigDecimal> upper() {
    return Optional.ofNullable(max != null ? max : min);
  }

  public Pay withAnnual(@Nullable Annual year) {
    return new Pay(
        min,
        max,
        currency,
        unit,
        unitBasis,
        unitDetail,
        gross,
        weeklyHours,
        salariesPerYear,
        tariff,
        basis,
        approximate,
        negotiable,
        year,
        variable,
        alternatives);
  }
}
