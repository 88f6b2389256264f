package stellwerk.indexer.normalise;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place that an entry of a list is for: "Brazil - 25.40 USD/hr", "UK: £72,800"
/// (`normalisation.md` §1.11).
final class PayPlaces {
  static final String EUROPE = "EUROPE";
  static final String WORLD = "WORLD";
  private static final Map<String, String> NAMES = names();
  private static final Pattern LABEL =
      Pattern.compile(
          "([\\p{Lu}][\\p{L}.'()]{1,20}(?: [\\p{L}.'&()]{2,20}){0,3})\\s?[:-]\\s{0,2}(?:ca\\. |up to |bis zu |ab )?$");

  private PayPlaces() {}

  /// The country, [#EUROPE] or [#WORLD] that a label right before an amount names.
  static Optional<String> country(String left) {
    String near = left.substring(Math.max(0, left.length() - 60));
    int line =
        Math.max(
            Math.max(near.lastIndexOf('\n'), near.lastIndexOf(',')),
            Math.max(near.lastIndexOf('*'), near.lastIndexOf('|')));
    Matcher label = LABEL.matcher(near.substring(line + 1));
    if (!label.find()) {
      return Optional.empty();
    }
    String words = label.group(1).toLowerCase(Locale.ROOT);
    while (true) {
      String name = NAMES.get(words);
      if (name != null) {
        return Optional.of(name);
      }
      int blank = words.indexOf(' ');
      if (blank < 0) {
        return Optional.empty();
      }
      words = words.substring(blank + 1);
    }
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = Locale.of("", code);
      names.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
      names.put(country.getDisplayCountry(Locale.GERMAN).toLowerCase(Locale.ROOT), code);
    }
    names.put("us", "US");
    names.put("u.s.", "US");
    names.put("usa", "US");
    names.put("uk", "GB");
    names.put("ca", "CA");
    names.put("great britain", "GB");
    names.put("england", "GB");
    names.put("nederland", "NL");
    names.put("czechia", "CZ");
    names.put("dach", "DE");
    names.put("eu", EUROPE);
    names.put("europe", EUROPE);
    names.put("europa", EUROPE);
    names.put("european union", EUROPE);
    names.put("worldwide", WORLD);
    names.put("weltweit", WORLD);
    names.put("rest of world", WORLD);
    names.put("other countries", WORLD);
    names.put("all other countries", WORLD);
    return Map.copyOf(names);
  }
}
