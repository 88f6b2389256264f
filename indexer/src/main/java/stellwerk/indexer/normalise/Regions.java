package stellwerk.indexer.normalise;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Codes of ISO 3166-2 for Germany, Austria and Switzerland.
final class Regions {
  private static final Set<String> GERMAN =
      Set.of(
          "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH",
          "TH");
  private static final Set<String> SWISS =
      Set.of(
          "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW",
          "SG", "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH");
  private static final Map<String, String> CITIES =
      Map.of(
          "berlin",
          "DE-BE",
          "hamburg",
          "DE-HH",
          "bremen",
          "DE-HB",
          "wien",
          "AT-9",
          "vienna",
          "AT-9",
          "salzburg",
          "AT-5");

  private Regions() {}

  /// The code for two letters in a known country.
  static Optional<String> code(String letters, String country) {
    String upper = letters.strip().toUpperCase(Locale.ROOT);
    boolean known =
        switch (country) {
          case "DE" -> GERMAN.contains(upper);
          case "CH" -> SWISS.contains(upper);
          default -> false;
        };
    return known ? Optional.of(country + "-" + upper) : Optional.empty();
  }

  /// The code for the words of a region field: a name, letters, or a code of ISO 3166-2.
  static Optional<String> field(String words, @Nullable String country) {
    String text = words.strip();
    if (text.matches("(?:DE|AT|CH)-[A-Z0-9]{1,2}")) {
      return Optional.of(text);
    }
    Optional<String> named = PlaceNames.region(text);
    if (named.isPresent()) {
      return named.filter(code -> country == null || code.startsWith(country));
    }
    String city = CITIES.get(PlaceNames.fold(text));
    if (city != null && (country == null || city.startsWith(country))) {
      return Optional.of(city);
    }
    return country == null ? Optional.empty() : code(text, country);
  }
}
