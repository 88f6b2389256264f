package stellwerk.indexer.posting;

/// What a reader of the facts should know (`normalisation.md` §1.17 and the like). A closed list.
public enum Flag {
  APPROXIMATE,
  BARE_NUMBER,
  BELOW_MINWAGE,
  CURRENCY_AMBIGUOUS,
  CURRENCY_INFERRED,
  DATE_IN_FUTURE,
  DEADLINE_PASSED,
  FLOOR_REFERENCE,
  IMPLAUSIBLE,
  LOCATION_KEYED_NO_MATCH,
  MIXED_CURRENCY,
  MULTI_LEVEL,
  MULTIPLE_AMOUNTS,
  PAY_CONFLICT,
  RANGE_INVERTED,
  RANGE_WIDE,
  UNIT_INFERRED,
  UNPAID
}
