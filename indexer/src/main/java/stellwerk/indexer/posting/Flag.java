package stellwerk.indexer.posting;

/// What a reader of the facts should know (`normalisation.md` §1.17 and the like). A closed list.
public enum Flag {
  AGGREGATOR_ESTIMATE,
  APPROXIMATE,
  BARE_NUMBER,
  BELOW_MINWAGE,
  COMMISSION_ONLY,
  CURRENCY_AMBIGUOUS,
  CURRENCY_CONFLICT,
  CURRENCY_INFERRED,
  DATE_IN_FUTURE,
  DEADLINE_PASSED,
  FIELD_TEXT_MISMATCH,
  FLOOR_REFERENCE,
  IMPLAUSIBLE,
  LOCATION_KEYED_NO_MATCH,
  MIXED_CURRENCY,
  MULTIPLE_AMOUNTS,
  MULTI_LEVEL,
  PRO_RATA,
  RANGE_INVERTED,
  RANGE_WIDE,
  /// Its site was not read well for so long that nobody knows whether it is still open.
  SITE_STALE,
  STALE_MINIJOB_LIMIT,
  TARIFF_STALE,
  /// It states no date at all, and no list has named it for a long time.
  TOO_OLD,
  UNIT_INFERRED,
  UNPAID,
  VARIABLE_INCLUDED
}
