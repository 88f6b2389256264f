package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPlace.Part;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Place;

/// Reads where the job is done (`normalisation.md` §4.3): from the structured address, else the
/// words of the place field, else a line of the text that names the place, else the title.
final class PlaceReader {
  private static final Expression LINE =
      Expression.of(
          "^(?:• )?(?:📍 ?)?(?:arbeitsort|einsatzort|dienstort|beschäftigungsort|arbeitsstätte|work ?location|location|job location|standort|ort)(?:e|\\(e\\)|/e)?\\s?[:–-]\\s?(\\S.{1,150})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
  private static final Pattern IN_TITLE =
      Pattern.compile("(?:\\bin |\\bStandort |\\bRaum |[-–|,(] ?)(\\p{Lu}[^|,()–]{2,40})");

  private final Gazetteer gazetteer;
  private final PlaceWords words;

  PlaceReader(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
    this.words = new PlaceWords(gazetteer);
  }

  Places read(RawPosting raw, PostingText text) {
    List<Fact.Known<Place>> known = new ArrayList<>();
    boolean remote = false;
    for (RawPlace place : raw.places()) {
      remote |= place.parts().values().stream().anyMatch(PlaceWords::saysRemote);
      structured(place, known);
    }
    for (Words field : raw.all(RawField.LOCATION)) {
      String line = PlainText.line(field.text());
      remote |= PlaceWords.saysRemote(line);
      if (raw.places().isEmpty() || known.isEmpty()) {
        words
            .read(line, null)
            .forEach(found ->
                add(found, Quotes.field(field, quoted(field, found), found.confidence()), known));
      }
    }
    if (known.isEmpty()) {
      fromText(text, known);
    }
    return new Places(known, remote);
  }

  /// The found words if they stand in the field as they are, else all of the field.
  private static String quoted(Words field, PlaceWords.Found found) {
    return field.text().contains(found.quote()) ? found.quote() : field.text();
  }

  private static void add(PlaceWords.Found found, Evidence evidence, List<Fact.Known<Place>> into) {
    if (into.stream().noneMatch(k -> k.value().equals(found.place()))) {
      into.add(new Fact.Known<>(found.place(), evidence));
    }
  }

  private void structured(RawPlace raw, List<Fact.Known<Place>> into) {
    String country =
        raw.part(Part.COUNTRY)
            .flatMap(PlaceNames::country)
            .filter(c -> c.length() == 2)
            .orElse(null);
    String region = raw.part(Part.REGION).flatMap(r -> Regions.field(r, country)).orElse(null);
    String code =
        raw.part(Part.POSTAL_CODE)
            .map(c -> c.replaceAll("^(?i:D|DE|A|AT|CH)-", "").strip())
            .orElse(null);
    Optional<String> city =
        raw.part(Part.CITY).map(PlainText::line).filter(c -> !c.isEmpty() && c.length() <= 100);
    if (city.isEmpty() && code == null) {
      raw.part(Part.NAME)
          .ifPresent(name ->
              words
                  .read(PlainText.line(name), country)
                  .forEach(found -> add(found, evidence(name, raw, found.confidence()), into)));
      if (!into.isEmpty()) {
        return;
      }
    }
    List<PlaceWords.Found> towns = city.map(c -> words.read(c, country)).orElse(List.of());
    if (towns.size() > 1 && code == null) {
      towns.forEach(found -> add(found, evidence(city.orElse(""), raw, found.confidence()), into));
      return;
    }
    Optional<Place> coded = code == null ? Optional.empty() : gazetteer.postalCode(code, country);
    Place town =
        towns.isEmpty() ? null : inRegion(towns.getFirst(), city.orElse(""), country, region);
    String name =
        town != null && town.city() != null
            ? town.city()
            : city.filter(PlaceReader::isName).orElse(coded.map(Place::city).orElse(null));
    Double latitude = raw.part(Part.LATITUDE).map(PlaceReader::degrees).orElse(null);
    Double longitude = raw.part(Part.LONGITUDE).map(PlaceReader::degrees).orElse(null);
    boolean own =
        latitude != null
            && longitude != null
            && Math.abs(latitude) <= 90
            && Math.abs(longitude) <= 180
            && (latitude != 0 || longitude != 0);
    Place point = coded.orElse(town);
    String where = country != null ? country : point == null ? null : point.country();
    String part = region != null ? region : point == null ? null : point.region();
    if (name == null && code == null && part == null && where == null) {
      return;
    }
    Confidence confidence =
        coded.isPresent() || towns.isEmpty() ? Confidence.HIGH : towns.getFirst().confidence();
    String quote =
        city.isPresent()
            ? raw.part(Part.CITY).orElse("")
            : raw.part(Part.POSTAL_CODE)
                .or(() -> raw.part(Part.REGION))
                .or(() -> raw.part(Part.COUNTRY))
                .or(() -> raw.part(Part.NAME))
                .orElse("");
    Place place =
        new Place(
            name,
            code,
            part,
            where,
            own ? latitude : point == null ? null : point.latitude(),
            own ? longitude : point == null ? null : point.longitude());
    add(new PlaceWords.Found(place, quote, confidence), evidence(quote, raw, confidence), into);
  }

  private @Nullable Place inRegion(
      PlaceWords.Found found, String city, @Nullable String country, @Nullable String region) {
    if (region != null && !region.equals(found.place().region())) {
      return gazetteer
          .town(city, country, region)
          .map(Gazetteer.Match::place)
          .orElse(found.place());
    }
    return found.place();
  }

  /// Whether the words of a city field name something other than the way of working.
  private static boolean isName(String city) {
    return !PlaceWords.saysRemote(city)
        && PlaceNames.country(city).isEmpty()
        && !city.matches(
            "(?i)n/a|none|null|-|unknown|various|multiple.*|mehrere.*|bundesweit|deutschlandweit");
  }

  private static Evidence evidence(String quote, RawPlace raw, Confidence confidence) {
    return new Evidence(quote, Evidence.Origin.STRUCTURED, confidence, raw.at());
  }

  private static @Nullable Double degrees(String number) {
    try {
      double degrees = Double.parseDouble(number.replace(',', '.'));
      return Double.isFinite(degrees) ? degrees : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private void fromText(PostingText text, List<Fact.Known<Place>> into) {
    Expression.Search line = LINE.matcher(text.searched());
    if (line.find()) {
      int from = line.start(1);
      int to = line.end(1);
      for (PlaceWords.Found found : words.read(line.group(1), null)) {
        int at = text.description().indexOf(found.quote(), from);
        boolean verbatim = at >= from && at + found.quote().length() <= to;
        add(
            found,
            Quotes.description(
                text,
                verbatim ? at : from,
                verbatim ? at + found.quote().length() : to,
                found.confidence()),
            into);
      }
    }
    if (!into.isEmpty()) {
      return;
    }
    Matcher title =
        IN_TITLE.matcher(
            text.title().length() > 300 ? text.title().substring(0, 300) : text.title());
    while (title.find()) {
      String name = title.group(1).strip();
      Optional<Gazetteer.Match> match = gazetteer.town(name, null, null);
      // a title holds many words that are also villages; only a town of some size counts
      if (match.isPresent() && match.get().settled() && match.get().weight() >= 3) {
        add(
            new PlaceWords.Found(match.get().place(), name, Confidence.MEDIUM),
            Quotes.title(name, Confidence.MEDIUM),
            into);
      }
    }
  }
}
