package stellwerk.crawler.site;

import java.util.Map;
import java.util.Optional;

/// Pay as a page's structured data gave it, part by part, in its own words; what was not given is
/// not in the map.
///
/// @param at where it stood, e.g. `json-ld baseSalary`
public record RawPay(Map<Part, String> parts, String at) {
  /// The parts of schema.org/MonetaryAmount. Amounts are in units of the currency (euros, not
  /// cents), as written.
  public enum Part {
    MIN,
    MAX,
    VALUE,
    CURRENCY,
    /// `HOUR`, `YEAR`, `per-year-salary` …, as written.
    UNIT,
    /// The site's own words for it, such as a heading of the range.
    TEXT,
    /// "true" where the site itself says that it guessed.
    ESTIMATED
  }

  public RawPay {
    parts = Map.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("pay without parts at " + at + ": leave it out");
    }
  }

  public Optional<String> part(Part part) {
    return Optional.ofNullable(parts.get(part));
  }
}
