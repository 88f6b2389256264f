package stellwerk.crawler.site;

import java.util.Map;
import java.util.Optional;

/// A place as a page's structured data gave it, part by part; what was not given is not in the map.
///
/// @param at where it stood, e.g. `json-ld jobLocation[0].address`
public record RawPlace(Map<Part, String> parts, String at) {
  /// The parts of schema.org/PostalAddress and schema.org/GeoCoordinates.
  public enum Part {
    STREET,
    POSTAL_CODE,
    CITY,
    REGION,
    COUNTRY,
    LATITUDE,
    LONGITUDE,
    /// A name in one line, where the site gives no parts.
    NAME
  }

  public RawPlace {
    parts = Map.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a place without parts at " + at + ": leave it out");
    }
  }

  public Optional<String> part(Part part) {
    return Optional.ofNullable(parts.get(part));
  }
}
