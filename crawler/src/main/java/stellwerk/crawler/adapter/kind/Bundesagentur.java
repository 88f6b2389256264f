package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Bundesagentur für Arbeit's job search:
/// `rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc/v6/jobs?was=…&page=1&size=100` with the
/// constant public header `X-API-Key`, and `…/pc/v4/jobdetails/{base64(referenznummer)}`
/// (`sites.md` §4.1). Endpoint form seen in public client code; documented only by others
/// (`github.com/bundesAPI/jobsuche-api`). Its terms need a permission.
///
/// Nine of ten postings stand elsewhere (`externeURL`), and there the detail has no description: it
/// is asked for the Bundesagentur's own postings only.
final class Bundesagentur implements Adapter {
  private static final String HOST = "https://rest.arbeitsagentur.de";
  private static final String SERVICE = "/jobboerse/jobsuche-service/pc/";
  private static final Map<String, String> KEY = Map.of("X-API-Key", "jobboerse-jobsuche");
  private static final String SHOWN = "https://www.arbeitsagentur.de/jobsuche/jobdetail/";
  private static final int SIZE = 100;
  private static final int MOST_RESULTS = 10_000;
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,79}");
  private static final Pattern PAGE = Pattern.compile("([?&]page=)(\\d{1,5})");
  private static final Pattern ASKED_SIZE = Pattern.compile("[?&]size=(\\d{1,3})");
  private static final String LISTED = "listed";

  /// Fields that are words only, with where they stand.
  private static final List<Map.Entry<String, RawField>> WORDS =
      List.of(
          Map.entry("firma", EMPLOYER),
          Map.entry("datumErsteVeroeffentlichung", DATE_POSTED),
          Map.entry("aenderungsdatum", DATE_MODIFIED),
          Map.entry("hauptberuf", CATEGORY),
          Map.entry("homeofficetyp", REMOTE),
          Map.entry("geforderterBildungsabschluss", EDUCATION),
          Map.entry("externeURL", APPLY_URL));

  /// Flags, with the words that they stand for.
  private static final List<Flag> FLAGS =
      List.of(
          new Flag("arbeitszeitVollzeit", SCHEDULE, "Vollzeit"),
          new Flag("arbeitszeitTeilzeitFlexibel", SCHEDULE, "Teilzeit"),
          new Flag("arbeitszeitTeilzeitVormittag", SCHEDULE, "Teilzeit Vormittag"),
          new Flag("arbeitszeitTeilzeitNachmittag", SCHEDULE, "Teilzeit Nachmittag"),
          new Flag("arbeitszeitTeilzeitAbend", SCHEDULE, "Teilzeit Abend"),
          new Flag("istGeringfuegigeBeschaeftigung", EMPLOYMENT_TYPE, "geringfügige Beschäftigung"),
          new Flag("istArbeitnehmerUeberlassung", EMPLOYMENT_TYPE, "Arbeitnehmerüberlassung"),
          new Flag("homeofficemoeglich", REMOTE, "Homeoffice möglich"));

  private record Flag(String name, RawField field, String words) {}

  @Override
  public String kind() {
    return "bundesagentur";
  }

  @Override
  public Set<String> options() {
    return Set.of("search", "place", "radius_km");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("search");
  }

  /// Each question declares a total of its own.
  @Override
  public Proof proof(Site site) {
    return Proof.STRONG;
  }

  @Override
  public List<Request> start(Site site) {
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.API).stream().map(one -> one.withHeaders(KEY)).toList();
    }
    String version = Slug.checked("api_version", site.options().text("api_version").orElse("v6"));
    StringBuilder where = new StringBuilder();
    site.options().text("place").ifPresent(place -> where.append("&wo=").append(encoded(place)));
    site.options()
        .text("radius_km")
        .ifPresent(radius -> where.append("&umkreis=").append(radius(radius)));
    return site.options().list("search").stream()
        .map(term ->
            Request.get(
                    URI.create(
                        HOST
                            + SERVICE
                            + version
                            + "/jobs?was="
                            + encoded(term)
                            + where
                            + "&page=1&size="
                            + SIZE),
                    Purpose.API)
                .withHeaders(KEY))
        .toList();
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static String radius(String words) {
    if (!words.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("option radius_km is a whole number, not: " + words);
    }
    return words;
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.head(page.body()).stripLeading().startsWith("{")
        && (page.text().contains("\"ergebnisliste\"")
            || page.text().contains("\"stellenangebotsTitel\""));
  }

  @Override
  public Optional<RawPosting> listed(Site site, Request request) {
    return Optional.ofNullable(request.carried().get(LISTED))
        .flatMap(Json::read)
        .filter(Bundesagentur::isWhole)
        .map(job -> posting(site, job, "json ergebnisliste[]."));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) -> {
        if (tree.has("stellenangebotsTitel")) {
          yield detail(site, page, tree);
        }
        yield tree.path("ergebnisliste").isArray() || tree.path("maxErgebnisse").isIntegralNumber()
            ? list(site, page, tree)
            : new NotThePage(
                Problem.WRONG_SHAPE, "JSON with neither ergebnisliste nor maxErgebnisse");
      }
    };
  }

  /// `ergebnisliste` is absent, not empty, where nothing matches.
  private Harvest list(Site site, Fetched.Page page, JsonNode tree) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    JsonNode total = tree.path("maxErgebnisse");
    int declared = total.canConvertToInt() ? total.intValue() : -1;
    List<Request> requests = new ArrayList<>(others(page, declared));
    int number = 0;
    for (JsonNode job : tree.path("ergebnisliste").values()) {
      String reference = Json.text(job, "referenznummer");
      number++;
      if (!isWhole(job)) {
        quarantined.add(
            new Quarantined(
                reference == null ? "ergebnisliste " + number : reference,
                "json ergebnisliste[] without referenznummer or stellenangebotsTitel"));
      } else if (reference != null && Json.text(job, "externeURL") == null) {
        requests.add(
            Request.get(detail(page.url(), reference), Purpose.DETAIL)
                .withHeaders(KEY)
                .carrying(Map.of(LISTED, job.toString())));
      } else {
        postings.add(posting(site, job, "json ergebnisliste[]."));
      }
    }
    return new Harvest.Read(
        postings,
        quarantined,
        List.of(),
        List.of(),
        requests,
        declared >= 0 ? declared : null,
        declared > MOST_RESULTS
            ? declared + " results, of which only " + MOST_RESULTS + " can be asked for"
            : null);
  }

  private static boolean isWhole(JsonNode job) {
    String reference = Json.text(job, "referenznummer");
    String title = Json.text(job, "stellenangebotsTitel");
    return reference != null
        && REFERENCE.matcher(reference).matches()
        && title != null
        && !title.isBlank();
  }

  /// All other pages, as soon as the first says how many there are: lists first, details after
  /// them.
  private static List<Request> others(Fetched.Page page, int declared) {
    String url = page.request().url().toString();
    Matcher number = PAGE.matcher(url);
    if (!number.find() || !number.group(2).equals("1")) {
      return List.of();
    }
    Matcher asked = ASKED_SIZE.matcher(url);
    int size = asked.find() ? Math.clamp(Integer.parseInt(asked.group(1)), 1, SIZE) : SIZE;
    List<Request> requests = new ArrayList<>();
    for (int next = 2; (next - 1) * size < Math.min(declared, MOST_RESULTS); next++) {
      requests.add(
          Request.get(URI.create(number.replaceFirst("$1" + next)), Purpose.API).withHeaders(KEY));
    }
    return requests;
  }

  private static URI detail(URI list, String reference) {
    String name = Base64.getEncoder().encodeToString(reference.getBytes(StandardCharsets.UTF_8));
    return list.resolve(SERVICE + "v4/jobdetails/" + name);
  }

  private static Harvest detail(Site site, Fetched.Page page, JsonNode tree) {
    String listed = page.request().carried().get(LISTED);
    Optional<JsonNode> known = listed == null ? Optional.empty() : Json.read(listed);
    JsonNode job = tree;
    if (known.isPresent() && known.get() instanceof ObjectNode object) {
      tree.properties().forEach(field -> object.set(field.getKey(), field.getValue()));
      job = object;
    }
    return isWhole(job)
        ? Harvest.Read.of(List.of(posting(site, job, "json ")), List.of())
        : Harvest.Read.of(
            List.of(),
            List.of(
                new Quarantined(
                    page.request().url().toString(),
                    "json without referenznummer or stellenangebotsTitel")));
  }

  private static RawPosting posting(Site site, JsonNode job, String at) {
    String reference = Json.text(job, "referenznummer");
    RawPosting.Builder posting =
        RawPosting.at(site.id(), String.valueOf(reference), URI.create(SHOWN + reference));
    String title = at + "stellenangebotsTitel";
    posting.structured(TITLE, Repaired.plain(Json.text(job, "stellenangebotsTitel")).text(), title);
    WORDS.forEach(field ->
        posting.structured(field.getValue(), said(job.path(field.getKey())), at + field.getKey()));
    String main = Json.text(job, "hauptberuf");
    for (JsonNode other : job.path("alleBerufe").values()) {
      String words = Json.text(other);
      posting.structured(
          CATEGORY, words == null || words.equals(main) ? null : words, at + "alleBerufe[]");
    }
    for (Flag flag : FLAGS) {
      posting.structured(
          flag.field(),
          job.path(flag.name()).asBoolean(false) ? flag.words() : null,
          at + flag.name());
    }
    String nature = said(job.path("stellenangebotsart"));
    posting.structured(
        EMPLOYMENT_TYPE, "ARBEIT".equals(nature) ? null : nature, at + "stellenangebotsart");
    posting.structured(EMPLOYMENT_TYPE, said(job.path("vertragsdauer")), at + "vertragsdauer");
    posting.structured(
        JOB_START, Json.text(job, "eintrittszeitraum", "von"), at + "eintrittszeitraum.von");
    posting.structured(
        VALID_THROUGH,
        Json.text(job, "veroeffentlichungszeitraum", "bis"),
        at + "veroeffentlichungszeitraum.bis");
    String plain = Json.text(job, "stellenangebotsBeschreibung");
    posting.structured(
        DESCRIPTION,
        plain == null ? null : Repaired.escaped(plain),
        at + "stellenangebotsBeschreibung");
    for (JsonNode place : job.path("stellenlokationen").values()) {
      place(posting, place, at + "stellenlokationen[]");
    }
    pay(posting, job, at);
    return posting.build();
  }

  /// What was stated: not "KEINE_ANGABE", and not the word "null".
  private static @Nullable String said(JsonNode node) {
    String words = Json.text(node);
    return words == null || words.startsWith("KEINE_ANGABE") || words.equals("null") ? null : words;
  }

  private static void place(RawPosting.Builder posting, JsonNode place, String at) {
    JsonNode address = place.path("adresse");
    String street = said(address.path("strasse"));
    String house = said(address.path("hausnummer"));
    Map<RawPlace.Part, @Nullable String> parts = new HashMap<>();
    parts.put(
        RawPlace.Part.STREET, street == null || house == null ? street : street + " " + house);
    parts.put(RawPlace.Part.POSTAL_CODE, said(address.path("plz")));
    parts.put(RawPlace.Part.CITY, said(address.path("ort")));
    parts.put(RawPlace.Part.REGION, said(address.path("region")));
    parts.put(RawPlace.Part.COUNTRY, said(address.path("land")));
    parts.put(RawPlace.Part.LATITUDE, Json.text(place, "breite"));
    parts.put(RawPlace.Part.LONGITUDE, Json.text(place, "laenge"));
    posting.place(parts, at);
  }

  private static void pay(RawPosting.Builder posting, JsonNode job, String at) {
    Map<RawPay.Part, @Nullable String> parts = new HashMap<>();
    parts.put(RawPay.Part.MIN, Json.text(job, "gehaltsspanneVon"));
    parts.put(RawPay.Part.MAX, Json.text(job, "gehaltsspanneBis"));
    parts.put(RawPay.Part.VALUE, Json.text(job, "festgehalt"));
    parts.put(RawPay.Part.UNIT, said(job.path("verguetungsangabe")));
    posting.pay(parts, at + "verguetungsangabe");
  }
}
