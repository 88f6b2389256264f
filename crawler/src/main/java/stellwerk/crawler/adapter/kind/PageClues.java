package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.Sitemap;
import stellwerk.crawler.adapter.page.StructuredJobs;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.SelectorRules.Pick;

/// What a page that nobody configured gives away, for `stellwerk site probe`.
///
/// @param name what the page calls its site; empty if nothing does
/// @param known places of known systems that it links to or embeds, most linked first
/// @param feeds the feeds that it announces
/// @param structured how many JobPostings its structured data has
/// @param groups links that repeat and look like jobs, most first
/// @param embedded where records that look like jobs stand in its scripts' JSON; null if none do
/// @param total the printed total of a list as selector; null if no short text says one
public record PageClues(
    String name,
    List<SiteProposal> known,
    List<URI> feeds,
    int structured,
    List<LinkGroup> groups,
    @Nullable EmbeddedRules embedded,
    @Nullable Pick total) {
  private static final Pattern JOB_ADDRESS =
      Pattern.compile(
          "(?i)(?:^|[/_.-])(?:jobs?|stellen?|stellenangebote?|stellenanzeigen?|ausschreibung(?:en)?|karriere|careers?"
              + "|positions?|vacanc(?:y|ies)|openings?|vakanz(?:en)?|aufgaben?|postings?|offene-stellen)(?:[/_.-]|$)");
  private static final Pattern JOB_WORDS =
      Pattern.compile("(?i)\\([mwfdxi](?:\\s?[/|*,]\\s?[mwfdxi]){1,3}\\)|\\*in\\b|:in\\b|/-?in\\b");
  private static final Pattern TOTAL =
      Pattern.compile(
          "(?i)\\b[0-9]{1,3}(?:[. ][0-9]{3})?\\s(?:offene\\s)?(?:stellen|stellenangebote|treffer|jobs|positionen"
              + "|ergebnisse|results|positions|openings|vacancies|ausschreibungen)\\b");
  private static final int LEAST_ITEMS = 3;
  private static final int MOST_LINKS = 5_000;
  private static final int LONGEST_TOTAL = 60;

  /// Links that repeat under one path.
  ///
  /// @param path the path they share, with its slash at the end
  /// @param item a selector for what surrounds each of them
  public record LinkGroup(String path, String item, List<URI> links) {
    public LinkGroup {
      links = List.copyOf(links);
    }

    /// A regular expression that fits the addresses of this group.
    public String filter() {
      return path.replaceAll("[^A-Za-z0-9/_-]", ".");
    }
  }

  public PageClues {
    known = List.copyOf(known);
    feeds = List.copyOf(feeds);
    groups = List.copyOf(groups);
  }

  /// Looks at an HTML page; a page that is none gives nothing away.
  public static PageClues in(Fetched.Page page) {
    if (Shape.notHtml(page).isPresent()) {
      return new PageClues("", List.of(), List.of(), 0, List.of(), null, null);
    }
    Document document = HtmlPage.parse(page);
    return new PageClues(
        name(document),
        known(page, document),
        feeds(page, document),
        StructuredJobs.in(document).jobs().size(),
        groups(page, document),
        EmbeddedClues.in(page.url(), document),
        total(document));
  }

  /// The sitemaps that a robots file names.
  public static List<URI> sitemaps(Fetched.Page robots) {
    return JsonLd.sitemaps(robots);
  }

  /// The addresses of a sitemap file, and the sitemap files that it lists; empty if it is none.
  public static Optional<Addresses> addresses(Fetched.Page sitemap) {
    return switch (Sitemap.read(sitemap, _ -> true)) {
      case Sitemap.Outcome.Read(Sitemap read) ->
          Optional.of(new Addresses(read.pages(), read.children()));
      case Sitemap.Outcome.Not _ -> Optional.empty();
    };
  }

  /// What a sitemap file lists.
  public record Addresses(List<URI> pages, List<URI> files) {
    public Addresses {
      pages = List.copyOf(pages);
      files = List.copyOf(files);
    }
  }

  /// The paths under which most of some addresses stand that look like jobs.
  public static List<LinkGroup> groups(List<URI> addresses) {
    Map<String, List<URI>> byPath = new LinkedHashMap<>();
    addresses.stream()
        .limit(MOST_LINKS)
        .filter(PageClues::looksLikeJob)
        .forEach(uri -> byPath.computeIfAbsent(folder(uri), _ -> new ArrayList<>()).add(uri));
    return sorted(
        byPath.entrySet().stream()
            .map(entry -> new LinkGroup(entry.getKey(), "", entry.getValue()))
            .toList());
  }

  private static String name(Document document) {
    Element site = document.selectFirst("meta[property=og:site_name][content]");
    String name = site == null ? document.title() : site.attr("content");
    String tidy = name.strip().split("\\s[|–—-]\\s", 2)[0].strip();
    return tidy.length() <= 80 ? tidy : tidy.substring(0, 80).strip();
  }

  private static List<SiteProposal> known(Fetched.Page page, Document document) {
    Map<SiteProposal, Integer> counts = new LinkedHashMap<>();
    for (Element element :
        document.select("a[href], link[href], iframe[src], script[src], form[action]")) {
      String address =
          element.hasAttr("href")
              ? element.attr("href")
              : element.hasAttr("src") ? element.attr("src") : element.attr("action");
      HtmlPage.resolve(page.url(), address)
          .ifPresent(uri ->
              Adapters.all().stream()
                  .flatMap(adapter -> adapter.propose(uri).stream())
                  .filter(proposal -> !proposal.slug().equals(proposal.kind()))
                  .forEach(proposal -> counts.merge(proposal, 1, Integer::sum)));
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<SiteProposal, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<URI> feeds(Fetched.Page page, Document document) {
    Set<URI> feeds = new LinkedHashSet<>();
    for (Element link :
        document.select(
            "link[rel=alternate][type=application/rss+xml][href], link[rel=alternate][type=application/atom+xml][href]")) {
      HtmlPage.resolve(page.url(), link.attr("href")).ifPresent(feeds::add);
    }
    return List.copyOf(feeds);
  }

  private static List<LinkGroup> groups(Fetched.Page page, Document document) {
    Map<String, Set<URI>> byPath = new LinkedHashMap<>();
    Map<String, Element> first = new LinkedHashMap<>();
    for (Element link : document.select("a[href]").stream().limit(MOST_LINKS).toList()) {
      Optional<URI> uri =
          HtmlPage.resolve(page.url(), link.attr("href"))
              .filter(it -> it.getHost().equalsIgnoreCase(page.url().getHost()))
              .filter(it -> !it.equals(page.url()) && it.getFragment() == null);
      if (uri.isPresent() && (looksLikeJob(uri.get()) || saysJob(link.text()))) {
        String path = folder(uri.get());
        byPath.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(uri.get());
        first.putIfAbsent(path, link);
      }
    }
    List<LinkGroup> groups = new ArrayList<>();
    byPath.forEach((path, links) -> {
      Element link = first.get(path);
      if (link != null) {
        groups.add(new LinkGroup(path, around(link, path), List.copyOf(links)));
      }
    });
    return sorted(groups);
  }

  private static List<LinkGroup> sorted(List<LinkGroup> groups) {
    return groups.stream()
        .filter(group -> group.links().size() >= LEAST_ITEMS)
        .sorted(Comparator.comparingInt((LinkGroup group) -> group.links().size()).reversed())
        .toList();
  }

  /// Whether words are a job's title as German ones are marked: "(m/w/d)", "-in".
  static boolean saysJob(String words) {
    return JOB_WORDS.matcher(words).find();
  }

  static boolean looksLikeJob(URI uri) {
    String path = uri.getPath();
    return path != null && path.length() > 2 && JOB_ADDRESS.matcher(path).find();
  }

  /// The path without its last part, which differs from job to job.
  private static String folder(URI uri) {
    String path = uri.getPath() == null ? "/" : uri.getPath();
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whole.substring(0, whole.lastIndexOf('/') + 1);
  }

  /// A selector for what surrounds a link: the nearest list item, row, article or classed block.
  private static String around(Element link, String path) {
    String inner = "a[href*=\"" + path.replaceAll("[\"\\\\]", "") + "\"]";
    for (Element at = link.parent(); at != null && !at.tagName().equals("body"); at = at.parent()) {
      String tag = at.tagName().toLowerCase(Locale.ROOT);
      if (Set.of("li", "article", "tr").contains(tag)) {
        return tag + ":has(" + inner + ")";
      }
    }
    return inner;
  }

  private static @Nullable Pick total(Document document) {
    for (Element element : document.select("h1, h2, h3, p, span, div, strong")) {
      String text = element.ownText();
      if (text.length() <= LONGEST_TOTAL && TOTAL.matcher(text).find()) {
        String css = element.cssSelector();
        return document.select(css).size() == 1 ? Pick.css(css) : null;
      }
    }
    return null;
  }
}
