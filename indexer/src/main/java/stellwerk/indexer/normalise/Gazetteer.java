package stellwerk.indexer.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Place;

/// Towns and postal codes of Germany, Austria and Switzerland with their coordinates (GeoNames, CC
/// BY 4.0; see `normalise/NOTICE-gazetteer.txt`).
///
/// Looks names up in hash tables, so a lookup takes the same time for every town. Immutable, safe
/// for threads.
public final class Gazetteer {
  private static final String FILE = "/normalise/gazetteer.tsv.gz";
  private static final Pattern POINT =
      Pattern.compile(
          "\\s{0,9}(-?\\d{1,2}(?:\\.\\d{1,12})?)\\s{0,3},\\s{0,3}(-?\\d{1,3}(?:\\.\\d{1,12})?)\\s{0,9}");
  private static final Pattern CODE_FIRST =
      Pattern.compile("(?:([A-Za-z]{1,2})[- ]{1,2})?(\\d{4,5})(?:\\s{1,3}(\\S.{0,80}))?");

  /// How a town was found.
  ///
  /// @param settled whether one town is meant; else the place has its name, but no coordinates
  record Match(Place place, Confidence confidence, boolean settled, int weight) {}

  /// A postal code's town (null if it belongs to a company or nobody knows), region and point.
  private record Code(
      String country,
      String code,
      @Nullable Town town,
      String region,
      double latitude,
      double longitude) {
    Place place() {
      return new Place(
          town == null ? null : town.city(), code, region, country, latitude, longitude);
    }
  }

  private final Map<String, List<Town>> byName = new HashMap<>();
  private final Map<String, List<Town>> byShortName = new HashMap<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final List<Town> towns = new ArrayList<>();

  private Gazetteer(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] part = line.split("\t", -1);
      if (part[0].equals("T")) {
        towns.add(
            new Town(
                part[1],
                part[2],
                part[3],
                part[4],
                Integer.parseInt(part[5]),
                Double.parseDouble(part[6]),
                Double.parseDouble(part[7])));
      } else {
        int town = Integer.parseInt(part[3]);
        codes.put(
            part[1] + part[2],
            new Code(
                part[1],
                part[2],
                town < 0 ? null : towns.get(town),
                part[4],
                Double.parseDouble(part[5]),
                Double.parseDouble(part[6])));
      }
    }
    towns.forEach(this::enter);
  }

  /// Reads the gazetteer that travels with the software (a quarter of a second; keep it).
  public static Gazetteer load() {
    try (InputStream file = Gazetteer.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the gazetteer is not on the class path: " + FILE);
      }
      return new Gazetteer(
          new BufferedReader(new InputStreamReader(new GZIPInputStream(file), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  private void enter(Town town) {
    String name = PlaceNames.fold(town.name());
    put(byName, name, town);
    String ascii = name.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    if (!ascii.equals(name)) {
      put(byShortName, ascii, town);
    }
    for (String part : town.name().split("/", -1)) {
      if (part.length() < town.name().length()) {
        put(byShortName, PlaceNames.fold(part), town);
      }
    }
    int end = name.length();
    for (String word :
        new String[] {
          " am ",
          " an der ",
          " an dem ",
          " im ",
          " in ",
          " bei ",
          " ob ",
          " vor ",
          " a ",
          " b ",
          " i "
        }) {
      int at = name.indexOf(word);
      end = at > 2 ? Math.min(end, at) : end;
    }
    int bracket = town.name().indexOf('(');
    end =
        bracket > 2
            ? Math.min(end, PlaceNames.fold(town.name().substring(0, bracket)).length())
            : end;
    if (end < name.length()) {
      put(byShortName, name.substring(0, end), town);
    }
  }

  private static void put(Map<String, List<Town>> map, String name, Town town) {
    map.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(town);
  }

  /// Finds where a search is meant to start: a town, a postal code (with or without its town), or
  /// `lat,lon`. Empty where that is unknown, or where several towns could be meant.
  public Optional<Place> find(String query) {
    String words = query.strip();
    if (words.length() > 120) {
      return Optional.empty();
    }
    Matcher point = POINT.matcher(words);
    if (point.matches()) {
      double latitude = Double.parseDouble(point.group(1));
      double longitude = Double.parseDouble(point.group(2));
      return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
          ? Optional.of(point(words, latitude, longitude))
          : Optional.empty();
    }
    Matcher code = CODE_FIRST.matcher(words);
    if (code.matches()) {
      return postalCode(code.group(2), countryOfPrefix(code.group(1)));
    }
    int comma = words.indexOf(',');
    String country = null;
    String region = null;
    if (comma > 0) {
      for (String qualifier : words.substring(comma + 1).split(",", -1)) {
        country = PlaceNames.country(qualifier).orElse(country);
        region = PlaceNames.region(qualifier).orElse(region);
      }
      words = words.substring(0, comma);
    }
    return town(words, country, region).filter(Match::settled).map(Match::place);
  }

  /// The given point itself, with the name of the town beside it, if there is one.
  private Place point(String words, double latitude, double longitude) {
    Town here = new Town("", "", words, "", 0, latitude, longitude);
    Town nearest = towns.stream().min(Comparator.comparingDouble(here::kilometresTo)).orElse(here);
    Town named = nearest.kilometresTo(here) < 30 ? nearest : here;
    boolean known = !named.country().isEmpty();
    return new Place(
        named.city(),
        null,
        known ? named.region() : null,
        known ? named.country() : null,
        latitude,
        longitude);
  }

  static @Nullable String countryOfPrefix(@Nullable String prefix) {
    if (prefix == null) {
      return null;
    }
    return switch (prefix.toUpperCase(Locale.ROOT)) {
      case "D", "DE" -> "DE";
      case "A", "AT" -> "AT";
      case "CH" -> "CH";
      default -> null;
    };
  }

  /// The place of a postal code: five digits are German; four need their country, unless only one
  /// country has the code.
  Optional<Place> postalCode(String code, @Nullable String country) {
    if (code.length() == 5) {
      return country == null || country.equals("DE")
          ? Optional.ofNullable(codes.get("DE" + code)).map(Code::place)
          : Optional.empty();
    }
    if (country != null) {
      return Optional.ofNullable(codes.get(country + code)).map(Code::place);
    }
    Code austrian = codes.get("AT" + code);
    Code swiss = codes.get("CH" + code);
    if (austrian != null && swiss != null) {
      return Optional.empty();
    }
    return Optional.ofNullable(austrian != null ? austrian : swiss).map(Code::place);
  }

  /// The town that a name means, the largest of several if it is clearly the largest.
  ///
  /// @param country only in this country; null: in any
  /// @param region only in this region; null: in any
  Optional<Match> town(String name, @Nullable String country, @Nullable String region) {
    String folded = PlaceNames.fold(name);
    if (folded.length() < 2 || folded.length() > 60) {
      return Optional.empty();
    }
    Optional<String> official = PlaceNames.exonym(folded);
    if (official.isPresent()) {
      boolean shortened = folded.equals("frankfurt");
      List<Town> meant = within(byName.get(official.get()), country, region);
      if (!meant.isEmpty()) {
        return Optional.of(match(largest(meant), shortened ? Confidence.MEDIUM : Confidence.HIGH));
      }
    }
    List<Town> exact = within(byName.get(folded), country, region);
    List<Town> like = within(byShortName.get(folded), country, region);
    if (exact.isEmpty() && like.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(choose(exact, like, country != null));
  }

  private static Match choose(List<Town> exact, List<Town> like, boolean countryKnown) {
    List<Town> all = new ArrayList<>(exact);
    like.stream().filter(t -> !exact.contains(t)).forEach(all::add);
    // a town's full name means more than the beginning of another's
    Comparator<Town> rank = Comparator.comparingInt(t -> t.weight() * (exact.contains(t) ? 3 : 1));
    Town first = all.stream().max(rank).orElseThrow();
    int next =
        all.stream()
            .filter(t -> !t.equals(first) && first.kilometresTo(t) > 15)
            .mapToInt(t -> t.weight() * (exact.contains(t) ? 3 : 1))
            .max()
            .orElse(0);
    int own = first.weight() * (exact.contains(first) ? 3 : 1);
    if (next == 0) {
      boolean certain = exact.contains(first) && (countryKnown || first.weight() > 0);
      return match(first, certain ? Confidence.HIGH : Confidence.MEDIUM);
    }
    if (own >= 3 * next && first.weight() >= 3) {
      if (exact.contains(first)) {
        return match(first, Confidence.HIGH);
      }
      // "Halle" is the whole name of others, "Freiburg" of none
      return match(first, exact.isEmpty() ? Confidence.MEDIUM : Confidence.LOW);
    }
    String country =
        all.stream().map(Town::country).distinct().count() == 1 ? first.country() : null;
    String name = exact.contains(first) ? first.city() : shortName(first);
    return new Match(
        new Place(name, null, null, country, null, null), Confidence.LOW, false, first.weight());
  }

  private static String shortName(Town town) {
    int cut = town.name().indexOf(' ');
    return cut < 0 ? town.city() : town.name().substring(0, cut);
  }

  private static Match match(Town town, Confidence confidence) {
    return new Match(town.place(), confidence, true, town.weight());
  }

  private static Town largest(List<Town> towns) {
    return towns.stream().max(Comparator.comparingInt(Town::weight)).orElseThrow();
  }

  private static List<Town> within(
      @Nullable List<Town> towns, @Nullable String country, @Nullable String region) {
    if (towns == null) {
      return List.of();
    }
    return towns.stream()
        .filter(t -> country == null || t.country().equals(country))
        .filter(t -> region == null || t.region().equals(region))
        .toList();
  }
}
