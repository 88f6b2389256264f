package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Place;

/// Reads places from a line of words ("14057 Berlin und 14467 Potsdam", "Kleve, North
/// Rhine-Westphalia, Germany", "München oder remote"; `normalisation.md` §4.3).
///
/// Cuts the line at strong signs into groups, these at commas into parts, and asks for each part
/// what it names: a country or region (which then holds for the towns before it), a town, or
/// nothing.
final class PlaceWords {
  /// One place of a line.
  ///
  /// @param quote the words of it
  record Found(Place place, String quote, Confidence confidence) {}

  private static final int LONGEST = 2_000;
  private static final Pattern STRONG =
      Pattern.compile(
          "[;|\\n•/]|\\s(?:und|oder|and|or|sowie|bzw\\.|&|\\+|·)\\s", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE =
      Pattern.compile("^(?:([A-Za-z]{1,2})-)?(\\d{5}|\\d{4})\\b\\s?(.{0,100})$");
  private static final Pattern LABEL = Pattern.compile("^[^:\\n\\d]{2,50}:\\s?(?=\\S)");
  private static final Pattern NOT_WHOLE_COUNTRY =
      Pattern.compile(
          "bundesweit|deutschlandweit|germany[- ]wide|nationwide|ganz deutschland",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AWAY =
      Pattern.compile(
          "^(?:(?:100 ?% |fully |full |komplett |teilweise )?remote(?:[- ]only|[- ]first)?|home ?-?office|telearbeit|mobiles arbeiten|work from home|work from anywhere|anywhere|wfh"
              + "|hybrid|hybride?s? arbeiten|virtual|virtuell|multiple locations|mehrere standorte|various locations"
              + "|various|verschiedene standorte|diverse|vor ort|on-?site|flexible?|n/a|none|null)$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern PREFIX =
      Pattern.compile(
          "^(?:(?:im |in der |der )?(?:großraum|grossraum|raum|region|metropolregion|nähe|nahe|near|greater|bei|in|am standort|standort)|remote (?:from|in|aus|aus dem raum)|remote) ",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern NEAR =
      Pattern.compile("\\s(?:bei|nahe|near|b\\.)\\s", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUFFIX =
      Pattern.compile(
          "\\s(?:area|und umgebung|umgebung|& umgebung|metropolitan area|metropolitan region|office|hq|headquarters|zentrum|innenstadt|city|region|germany|deutschland|hybrid|remote)$",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> DACH = Set.of("DE", "AT", "CH");

  private final Gazetteer gazetteer;

  PlaceWords(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /// Answers whether the words, or one part of them, say that the work is done from anywhere.
  static boolean saysRemote(String words) {
    for (String part : words.split("[,;|/()\\n]", 60)) {
      String plain = part.strip().toLowerCase(Locale.ROOT);
      if (plain.contains("remote")
          || plain.contains("homeoffice")
          || plain.contains("home office")
          || plain.contains("home-office")) {
        return true;
      }
    }
    return false;
  }

  /// The places of a line.
  ///
  /// @param home the country of the site, that a town without one lies in; null: unknown
  List<Found> read(String line, @Nullable String home) {
    String words =
        TextRepair.mend(line.length() > LONGEST ? line.substring(0, LONGEST) : line).strip();
    Matcher label = LABEL.matcher(words);
    if (label.find()) {
      words = words.substring(label.end());
    }
    List<Found> found = new ArrayList<>();
    Optional<Gazetteer.Match> whole = gazetteer.town(words, home, null);
    if (whole.isPresent() && whole.get().settled()) {
      found.add(found(whole.get(), words));
      return found;
    }
    for (String group : STRONG.split(words, -1)) {
      group(group.strip(), home, found);
    }
    return distinct(found);
  }

  private void group(String group, @Nullable String home, List<Found> into) {
    if (NOT_WHOLE_COUNTRY.matcher(group).find()) {
      Matcher said = NOT_WHOLE_COUNTRY.matcher(group);
      if (said.find()) {
        into.add(
            new Found(
                new Place(null, null, null, "DE", null, null), said.group(), Confidence.HIGH));
      }
    }
    String[] parts = group.split("[,(]|\\s[-–]\\s", 40);
    int start = 0;
    while (start < parts.length) {
      int end = start;
      String country = null;
      String region = null;
      // a run of parts ends with its country
      for (int i = start; i < parts.length; i++) {
        Optional<String> named = country(parts[i]);
        if (named.isPresent()) {
          country = named.get();
          end = i + 1;
          break;
        }
        end = i + 1;
      }
      for (int i = start + 1; i < end && end - start <= 4; i++) {
        region = region(parts[i], country).orElse(region);
      }
      if (country != null && end - start >= 2 && state(parts[end - 1], tidy(parts[start]))) {
        elsewhere(tidy(parts[start]), quote(parts, start, end), into);
        start = end;
        continue;
      }
      run(parts, start, end, country, country == null ? home : country, region, into);
      start = end;
    }
  }

  /// Whether two letters after a town are a state of the United States rather than a country: they
  /// are unless the town lies in that country.
  private boolean state(String letters, String town) {
    if (!PlaceNames.alsoState(tidy(letters))
        || !Character.isUpperCase(town.isEmpty() ? ' ' : town.charAt(0))) {
      return false;
    }
    Optional<String> abroad = PlaceNames.abroad(PlaceNames.fold(town));
    if (abroad.isPresent()) {
      return !abroad.get().equals(tidy(letters));
    }
    return !AWAY.matcher(town).matches()
        && town(town, tidy(letters).equals("DE") ? "DE" : "-", null).isEmpty();
  }

  private static void elsewhere(String town, String quote, List<Found> into) {
    String country = PlaceNames.abroad(PlaceNames.fold(town)).orElse(null);
    into.add(
        new Found(
            new Place(town, null, null, country, null, null),
            quote,
            country == null ? Confidence.LOW : Confidence.MEDIUM));
  }

  private void run(
      String[] parts,
      int start,
      int end,
      @Nullable String country,
      @Nullable String within,
      @Nullable String region,
      List<Found> into) {
    int before = into.size();
    boolean abroad = country != null && country.length() == 2 && !DACH.contains(country);
    boolean word = country != null && country.length() != 2;
    boolean qualified = end - start <= 4 && (country != null || region != null);
    for (int i = start; i < end; i++) {
      String part = tidy(parts[i]);
      if (part.isEmpty() || AWAY.matcher(part).matches() || country(parts[i]).isPresent()) {
        continue;
      }
      if (abroad) {
        if (into.size() == before && part.length() <= 60 && Character.isUpperCase(part.charAt(0))) {
          into.add(
              new Found(
                  new Place(part, null, null, country, null, null),
                  quote(parts, i, end),
                  Confidence.HIGH));
        }
        continue;
      }
      if (food(part, i, parts)) {
        continue;
      }
      Optional<Found> town = town(part, word ? null : within, region);
      if (town.isEmpty() && region != null) {
        town = town(part, word ? null : within, null);
      }
      boolean qualifier =
          town.isPresent()
              && into.size() > before
              && qualified
              && (region(parts[i], country).isPresent() || same(town.get(), into.getLast()));
      if (town.isPresent() && !qualifier) {
        into.add(town.get());
      }
    }
    if (into.size() > before || word) {
      return;
    }
    if (region == null) {
      region = region(parts[start], country).orElse(null);
    }
    String quote = quote(parts, region != null ? start : end - 1, end);
    if (region != null) {
      String of = region.substring(0, 2);
      into.add(new Found(new Place(null, null, region, of, null, null), quote, Confidence.HIGH));
    } else if (country != null) {
      into.add(new Found(new Place(null, null, null, country, null, null), quote, Confidence.HIGH));
    }
  }

  /// "Essen" is a town, and what one eats.
  private static boolean food(String part, int i, String[] parts) {
    if (!part.equals("Essen") || parts.length == 1) {
      return false;
    }
    return i + 1 < parts.length
        && parts[i + 1]
            .stripLeading()
            .matches("(?i).{0,20}(?:verpflegung|kantine|getränke|trinken).{0,20}");
  }

  private static boolean same(Found one, Found other) {
    return one.place().city() != null && one.place().city().equals(other.place().city());
  }

  private static String quote(String[] parts, int from, int to) {
    return String.join(",", List.of(parts).subList(from, to)).strip().replaceFirst("\\)$", "");
  }

  private static Optional<String> country(String part) {
    String words = tidy(part);
    if (words.toLowerCase(Locale.ROOT).startsWith("remote ")) {
      words = words.substring(7).strip();
    }
    return PlaceNames.country(words);
  }

  private static Optional<String> region(String part, @Nullable String country) {
    String words = tidy(part);
    Optional<String> named = PlaceNames.region(words);
    if (named.isEmpty() && country != null && words.length() == 2 && DACH.contains(country)) {
      return Regions.code(words, country);
    }
    return named;
  }

  private static String tidy(String part) {
    String words = TextRepair.tidy(part.replace(')', ' '));
    while (!words.isEmpty() && ".:-–*\"„“".indexOf(words.charAt(words.length() - 1)) >= 0) {
      words = words.substring(0, words.length() - 1).stripTrailing();
    }
    return words;
  }

  private Optional<Found> town(String part, @Nullable String country, @Nullable String region) {
    Matcher code = CODE.matcher(part);
    if (code.matches()) {
      return coded(part, code, country);
    }
    return named(part, part, country, region, 0);
  }

  private Optional<Found> coded(String part, Matcher code, @Nullable String country) {
    String stated = Gazetteer.countryOfPrefix(code.group(1));
    String digits = code.group(2);
    String name = code.group(3).strip();
    String in = stated != null ? stated : digits.length() == 5 ? "DE" : country;
    Optional<Place> place = gazetteer.postalCode(digits, in);
    if (place.isEmpty() && in == null && !name.isEmpty()) {
      // the same four digits are Austrian and Swiss: the name decides
      for (String candidate : new String[] {"AT", "CH"}) {
        if (gazetteer.town(name, candidate, null).isPresent()) {
          place = gazetteer.postalCode(digits, candidate);
        }
      }
    }
    if (place.isEmpty()) {
      return name.isEmpty() ? Optional.empty() : named(name, part, in, null, 0);
    }
    Place at = place.get();
    if (at.city() == null && !name.isEmpty()) {
      at =
          new Place(
              name, at.postalCode(), at.region(), at.country(), at.latitude(), at.longitude());
    } else if (!name.isEmpty()) {
      // the town as the posting names it, if it is one: a postal code can serve several
      Optional<Gazetteer.Match> said = gazetteer.town(name, at.country(), at.region());
      if (said.isPresent() && said.get().place().city() != null) {
        at =
            new Place(
                said.get().place().city(),
                at.postalCode(),
                at.region(),
                at.country(),
                at.latitude(),
                at.longitude());
      }
    }
    return Optional.of(new Found(at, part, Confidence.HIGH));
  }

  private Optional<Found> named(
      String name, String quote, @Nullable String country, @Nullable String region, int depth) {
    Optional<Gazetteer.Match> match = gazetteer.town(name, country, region);
    if (match.isPresent()) {
      String elsewhere = PlaceNames.abroad(PlaceNames.fold(name)).orElse(null);
      if (elsewhere == null || country != null) {
        return match.map(m -> found(m, quote));
      }
    }
    if (country == null) {
      Optional<String> abroad = PlaceNames.abroad(PlaceNames.fold(name));
      if (abroad.isPresent()) {
        return Optional.of(
            new Found(
                new Place(name, null, null, abroad.get(), null, null), quote, Confidence.MEDIUM));
      }
    }
    if (depth > 2) {
      return Optional.empty();
    }
    Matcher near = NEAR.matcher(name);
    if (near.find() && near.start() > 2) {
      return named(name.substring(0, near.start()), quote, country, region, depth + 1);
    }
    Matcher prefix = PREFIX.matcher(name);
    if (prefix.find()) {
      return named(name.substring(prefix.end()), quote, country, region, depth + 1)
          .map(PlaceWords::vague);
    }
    Matcher suffix = SUFFIX.matcher(name);
    if (suffix.find()) {
      return named(name.substring(0, suffix.start()), quote, country, region, depth + 1);
    }
    int hyphen = name.indexOf('-');
    int blank = name.indexOf(' ');
    int cut = hyphen > 1 && (blank < 0 || hyphen < blank) ? hyphen : blank;
    if (cut > 1 && depth == 0 && name.length() <= 60) {
      // a district: "Berlin-Mitte", "Köln Ehrenfeld"; only large towns have them
      Optional<Gazetteer.Match> town = gazetteer.town(name.substring(0, cut), country, region);
      if (town.isPresent()
          && town.get().settled()
          && town.get().weight() >= 5
          && town.get().confidence() == Confidence.HIGH) {
        return town.map(m -> found(m, quote)).map(f -> cut == hyphen ? f : vague(f));
      }
    }
    return Optional.empty();
  }

  private static Found vague(Found found) {
    return found.confidence() == Confidence.HIGH
        ? new Found(found.place(), found.quote(), Confidence.MEDIUM)
        : found;
  }

  private static Found found(Gazetteer.Match match, String quote) {
    return new Found(match.place(), quote, match.confidence());
  }

  /// Each place once; a country or region only where no town of it is named.
  private static List<Found> distinct(List<Found> found) {
    List<Found> kept = new ArrayList<>();
    for (Found next : found) {
      if (kept.stream()
          .noneMatch(k ->
              k.place().equals(next.place())
                  || (same(k, next) && next.place().postalCode() == null))) {
        kept.add(next);
      }
    }
    return kept;
  }
}
