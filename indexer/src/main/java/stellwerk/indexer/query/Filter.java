package stellwerk.indexer.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import stellwerk.indexer.posting.Pay;

/// One condition of a search.
public sealed interface Filter {
  /// The field has one of these values (ids and codes as in the API; employer: the name).
  record AnyOf(Field field, Set<String> values) implements Filter {
    public AnyOf {
      values = Set.copyOf(values);
    }
  }

  /// Stated pay whose upper end reaches the amount, in that unit; `YEAR` also sees monthly and
  /// weekly pay through its annual value.
  record PayAtLeast(BigDecimal amount, Pay.Unit unit) implements Filter {}

  /// Posted on or after a day; without a stated date the day it was first seen counts.
  record PostedSince(LocalDate day) implements Filter {}

  /// Within a radius of a point; remote jobs are not lost by it, unless they are closed to people
  /// in Germany.
  record Near(double latitude, double longitude, double radiusKilometres) implements Filter {}

  /// On-site and hybrid postings only in this country; remote ones are judged by eligibility. ISO
  /// 3166-1 alpha-2.
  record Country(String code) implements Filter {}

  /// Fields with a closed list of values, or names.
  enum Field {
    OCCUPATION,
    TIER,
    REGION,
    REMOTE,
    ELIGIBILITY,
    WORKING_TIME,
    CONTRACT,
    SKILL,
    SOFT_SKILL,
    TASK,
    EMPLOYER,
    SITE,
    LANGUAGE,
    PAY_UNIT,
    /// Ranges of stated pay ([PayRange]), such as `YEAR 40000`; ordered as a histogram.
    PAY,
    /// ISO weeks such as `2026-W47`; ordered by time.
    POSTED_WEEK;

    /// The name of the API's parameter and facet, and of the index's field.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
