package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// Adzuna's search for Germany: `https://api.adzuna.com/v1/api/jobs/de/search/{page}`, documented
/// at `developer.adzuna.com` (`sites.md` §4.18). An affiliate: snippets, tracked links, a quota (25
/// requests a minute, 250 a day), so never a proof. Pay that Adzuna predicted is marked as
/// estimated.
final class Adzuna implements Adapter {
  private static final RecordList RESULTS = RecordList.of("results", "id", "title", "redirect_url");
  private static final int SIZE = 50;
  private static final int MOST_PAGES = 5;
  private static final Pattern PAGE = Pattern.compile("(/search/)(\\d{1,4})(?=[?/]|$)");

  @Override
  public String kind() {
    return "adzuna";
  }

  @Override
  public Set<String> options() {
    return Set.of("app_id", "app_key", "search", "place");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("app_id", "app_key", "search");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.API);
    }
    String question =
        "https://api.adzuna.com/v1/api/jobs/de/search/1?app_id="
            + Slug.of(site, "app_id")
            + "&app_key="
            + Slug.of(site, "app_key")
            + "&results_per_page="
            + SIZE
            + site.options().text("place").map(place -> "&where=" + encoded(place)).orElse("")
            + "&what=";
    return site.options().list("search").stream()
        .map(term -> Request.get(URI.create(question + encoded(term)), Purpose.API))
        .toList();
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "results", "redirect_url");
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return RESULTS.read(site, page, Adzuna::posting, (tree, read) -> paged(page, tree, read));
  }

  private static Harvest paged(Fetched.Page page, JsonNode tree, Harvest.Read read) {
    Matcher at = PAGE.matcher(page.request().url().toString());
    int asked = at.find() ? Integer.parseInt(at.group(2)) : MOST_PAGES;
    if (tree.path("results").isEmpty() || asked * SIZE >= tree.path("count").asInt(0)) {
      return read;
    }
    return asked < MOST_PAGES
        ? read.asking(
            List.of(Request.get(URI.create(at.replaceFirst("$1" + (asked + 1))), Purpose.API)))
        : read.cappedBecause("more than " + MOST_PAGES + " pages of one search");
  }

  private static RawPosting posting(JsonNode job, RawPosting.Builder posting) {
    String at = "json results[].";
    posting
        .structured(
            EMPLOYER,
            Repaired.plain(Json.text(job, "company", "display_name")).text(),
            at + "company.display_name")
        .structured(
            DESCRIPTION, Repaired.html(Json.text(job, "description")).text(), at + "description")
        .structured(DATE_POSTED, Json.text(job, "created"), at + "created")
        .structured(SCHEDULE, Json.text(job, "contract_time"), at + "contract_time")
        .structured(EMPLOYMENT_TYPE, Json.text(job, "contract_type"), at + "contract_type")
        .structured(CATEGORY, Json.text(job, "category", "label"), at + "category.label");
    Map<RawPlace.Part, @Nullable String> place = new HashMap<>();
    place.put(RawPlace.Part.NAME, Json.text(job, "location", "display_name"));
    place.put(RawPlace.Part.COUNTRY, Json.text(job.path("location").path("area").path(0)));
    place.put(RawPlace.Part.LATITUDE, Json.text(job, "latitude"));
    place.put(RawPlace.Part.LONGITUDE, Json.text(job, "longitude"));
    posting.place(place, at + "location");
    Map<RawPay.Part, @Nullable String> pay = new HashMap<>();
    pay.put(RawPay.Part.MIN, Json.text(job, "salary_min"));
    pay.put(RawPay.Part.MAX, Json.text(job, "salary_max"));
    String predicted = Json.text(job, "salary_is_predicted");
    pay.put(
        RawPay.Part.ESTIMATED, "1".equals(predicted) || "true".equals(predicted) ? "true" : null);
    posting.pay(pay, at + "salary_min");
    return posting.build();
  }
}
