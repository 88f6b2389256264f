package stellwerk.indexer.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;

/// A copy of pay with some parts added: what a field leaves out, the words may say.
record PayParts(Pay pay) {
  static PayParts of(Pay pay) {
    return new PayParts(pay);
  }

  PayParts alternatives(List<Pay> alternatives) {
    return new PayParts(copy(pay, pay, pay.unitBasis(), pay.tariff(), alternatives));
  }

  PayParts tariff(@Nullable String tariff) {
    return new PayParts(copy(pay, pay, pay.unitBasis(), tariff, pay.alternatives()));
  }

  /// Takes gross, hours, salaries, pay scale and variable parts from another statement of the same.
  PayParts filledFrom(Pay told, boolean unitStated) {
    return new PayParts(
        copy(
            unitStated ? told : pay,
            told,
            unitStated ? Pay.UnitBasis.STATED : pay.unitBasis(),
            pay.tariff() != null ? pay.tariff() : told.tariff(),
            pay.alternatives()));
  }

  private Pay copy(
      Pay unit,
      Pay told,
      Pay.UnitBasis unitBasis,
      @Nullable String tariff,
      List<Pay> alternatives) {
    return new Pay(
        pay.min(),
        pay.max(),
        pay.currency(),
        unit.unit(),
        unitBasis,
        unit.unitDetail(),
        pay.gross() != null ? pay.gross() : told.gross(),
        pay.weeklyHours() != null ? pay.weeklyHours() : told.weeklyHours(),
        pay.salariesPerYear() != null ? pay.salariesPerYear() : told.salariesPerYear(),
        tariff,
        pay.basis(),
        pay.approximate() || told.approximate(),
        pay.negotiable() || told.negotiable(),
        pay.annual(),
        pay.variable().isEmpty() ? told.variable() : pay.variable(),
        alternatives);
  }
}
