package stellwerk.search.render;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.catalogue.Sites;

/// The section „Aktuelle Jobs“: one HTML fragment that a page includes, with an honest empty state.
/// No script, no style, no structured data: those belong to pages with a single job.
///
/// @param occupation what the article is about
/// @param heading level of its heading (2 to 4), 0 for none
/// @param theme `auto`, `hell` or `dunkel`
/// @param moreUrl the page with all of them; null if there is none
/// @param today in Berlin
public record Section(
    OccupationView occupation,
    int heading,
    String theme,
    @Nullable String moreUrl,
    Sites.Summary sites,
    LocalDate today) {
  private static final DateTimeFormatter MACHINE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final String EMPTY = "Es gibt momentan keine freien Stellen.";

  /// Jobs of a neighbouring occupation, for a section that would be empty.
  public record Neighbours(OccupationView occupation, List<Listing.Entry> entries) {
    public Neighbours {
      entries = List.copyOf(entries);
    }
  }

  /// The fragment.
  ///
  /// @param neighbours shown if there are no jobs
  public String html(Listing listing, List<Neighbours> neighbours) {
    Html html = new Html();
    String headingId = "sw-" + occupation.id() + "-h";
    html.open(
            "section",
            "class",
            "sw-jobs",
            "lang",
            "de",
            heading == 0 ? "aria-label" : "aria-labelledby",
            heading == 0 ? occupation.heading() : headingId,
            "data-theme",
            theme.equals("auto") ? "" : theme)
        .line();
    if (heading > 0) {
      html.element(
              "h" + heading, occupation.heading(), "id", headingId, "class", "sw-jobs__heading")
          .line();
    }
    if (listing.entries().isEmpty()) {
      empty(html);
      neighbours.forEach(it -> neighbours(html, it));
    } else {
      meta(html, listing.total());
      list(html, listing.entries(), heading == 0 ? 3 : heading + 1);
      html.element("p", "", "class", "sw-sr", "role", "status").line();
      more(html, listing);
    }
    return html.close("section").line().toString();
  }

  private void meta(Html html, long total) {
    html.open("p", "class", "sw-jobs__meta").text(GermanText.jobs(total));
    html.text(total == 1 ? ". " : ", neueste zuerst. ");
    sites
        .checked()
        .ifPresent(at ->
            html.text("Stand: ")
                .element(
                    "time",
                    GermanText.day(at) + ", " + GermanText.time(at) + "\u00a0Uhr",
                    "datetime",
                    machine(at))
                .text(". "));
    html.text("Die Stellen stammen von externen Seiten.").close("p").line();
  }

  private static String machine(Instant at) {
    return MACHINE.format(at.atZone(GermanText.BERLIN));
  }

  private void list(Html html, List<Listing.Entry> entries, int level) {
    html.open("ul", "class", "sw-jobs__list", "role", "list").line();
    entries.forEach(entry -> job(html, entry.posting(), "h" + level));
    html.close("ul").line();
  }

  private void job(Html html, ShownPosting posting, String title) {
    html.open("li", "class", "sw-job").line();
    html.open(title, "class", "sw-job__title");
    String name = posting.known(PostingField.TITLE).orElse("Stelle ohne Titel");
    String url = posting.url().toString();
    if (Html.leadsToPage(url)) {
      String rel = posting.rights().commercialLink() ? "noopener sponsored" : "noopener";
      html.element("a", name, "href", url, "rel", rel);
    } else {
      html.text(name);
    }
    html.close(title).line();
    facts(html, posting);
    html.element(
            "p",
            "Externe Anzeige, Quelle: " + posting.rights().attribution(),
            "class",
            "sw-job__source")
        .line();
    html.close("li").line();
  }

  private void facts(Html html, ShownPosting posting) {
    html.open("dl", "class", "sw-job__facts").line();
    Remote remote = posting.known(PostingField.REMOTE).orElse(null);
    row(html, "Arbeitgeber", posting.known(PostingField.EMPLOYER).map(Employer::name).orElse(""));
    row(html, "Ort", GermanText.places(places(posting), remote));
    row(html, "Gehalt", JobSummary.payText(posting).orElse(""));
    boolean unclear =
        posting
            .known(PostingField.ELIGIBILITY)
            .map(it -> it.germany() == Eligibility.Answer.UNCLEAR)
            .orElse(true);
    if (remote == Remote.REMOTE && unclear) {
      row(html, "Aus Deutschland", "nicht angegeben");
    }
    posting.known(PostingField.DATE_POSTED).ifPresent(day -> posted(html, day));
    row(html, "Auch ausgeschrieben bei", others(posting));
    html.close("dl").line();
  }

  /// The places of all postings of the vacancy; a job in several cities is one job.
  private static List<Place> places(ShownPosting posting) {
    Set<Place> places = new LinkedHashSet<>(posting.values(PostingField.LOCATIONS));
    posting.alsoAt().forEach(other -> places.addAll(other.locations()));
    return List.copyOf(places);
  }

  /// The sites that have the same job, each once, and how often if it is more.
  private static String others(ShownPosting posting) {
    Map<String, Integer> sites = new LinkedHashMap<>();
    posting.alsoAt().forEach(other -> sites.merge(other.name(), 1, Integer::sum));
    return sites.entrySet().stream()
        .map(site -> site.getKey() + (site.getValue() > 1 ? " (" + site.getValue() + "×)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static void row(Html html, String name, String value) {
    if (!value.isBlank()) {
      html.open("div").element("dt", name).element("dd", value).close("div").line();
    }
  }

  private void posted(Html html, LocalDate day) {
    html.open("div").element("dt", "Veröffentlicht").open("dd");
    html.element(
        "time",
        GermanText.age(day, today),
        "datetime",
        day.toString(),
        "title",
        GermanText.day(day));
    html.close("dd").close("div").line();
  }

  private void more(Html html, Listing listing) {
    String cursor = listing.nextCursor().orElse("");
    String href = moreUrl == null ? "" : moreUrl;
    if (!cursor.isEmpty() || !href.isEmpty()) {
      String text =
          listing.total() == 1
              ? "Die Stelle ansehen"
              : "Alle "
                  + GermanText.number(BigDecimal.valueOf(listing.total()))
                  + " Stellen ansehen";
      html.element("a", text, "class", "sw-jobs__more", "href", href, "data-cursor", cursor).line();
    }
  }

  private void empty(Html html) {
    html.element("p", EMPTY, "class", "sw-jobs__empty").line();
    html.open("p", "class", "sw-jobs__meta").text(checked());
    occupation
        .newsletter()
        .filter(Section::safeTarget)
        .ifPresent(target ->
            html.text(" Lassen Sie sich alle 14 Tage ")
                .element("a", "per Newsletter informieren", "href", target)
                .text("."));
    html.close("p").line();
  }

  /// „Täglich“ is said only while it is true.
  private String checked() {
    Optional<Instant> last = sites.checked();
    if (last.isEmpty()) {
      return "";
    }
    if (sites.stale()) {
      return "Zuletzt geprüft am " + GermanText.day(last.get()) + ".";
    }
    String pages =
        sites.total() == 1
            ? "eine Jobbörse oder Karriereseite"
            : sites.total() + " Jobbörsen und Karriereseiten";
    return "Wir prüfen täglich "
        + pages
        + ", zuletzt am "
        + GermanText.day(last.get())
        + " um "
        + GermanText.time(last.get())
        + "\u00a0Uhr.";
  }

  private void neighbours(Html html, Neighbours neighbours) {
    html.element(
            "p",
            "Ähnliche Stellen: " + neighbours.occupation().title(),
            "class",
            "sw-jobs__related")
        .line();
    list(html, neighbours.entries(), heading == 0 ? 3 : heading + 1);
  }

  /// Whether a link of the configuration leads to a page: a path on the same site, or http(s).
  private static boolean safeTarget(String url) {
    return samePath(url) || Html.leadsToPage(url);
  }

  /// Whether this is a path on the same site. It is an input of strangers: a second slash, or a
  /// backslash that browsers take for one, would lead elsewhere.
  public static boolean samePath(String url) {
    return url.matches("/(?![/\\\\])[^\\s\\\\\"<>]*");
  }

  /// The themes that it knows.
  public static final List<String> THEMES = List.of("auto", "hell", "dunkel");
}
