package stellwerk.crawler.adapter;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.Proof;

/// How a place that nobody configured yet could be asked.
///
/// @param kind which adapter would speak with it
/// @param slug the place's own short name, for the site's id
/// @param homepage for people; null if not known
/// @param options what the kind needs to know
/// @param start where a crawl would begin; empty for kinds that are known by their options
/// @param selectors where things seem to stand, for kind `html`; null for others
/// @param because what it was recognised by, in words
public record SiteProposal(
    String kind,
    String slug,
    @Nullable URI homepage,
    Options options,
    List<StartUrl> start,
    @Nullable SelectorRules selectors,
    Confidence confidence,
    String because) {

  /// How likely it is that the proposal works as it stands.
  public enum Confidence {
    /// A known system, or every page that was read carries structured data.
    HIGH,
    /// Some pages carry structured data, or only a feed does.
    MEDIUM,
    /// Guessed from what repeats on the page; its selectors want to be looked at.
    LOW
  }

  public SiteProposal {
    start = List.copyOf(start);
  }

  /// A place of a known system.
  public static SiteProposal known(String kind, String slug, Options options, String because) {
    return new SiteProposal(kind, slug, null, options, List.of(), null, Confidence.HIGH, because);
  }

  /// A place whose crawl begins at one address.
  public static SiteProposal at(
      String kind, URI start, Options options, Confidence confidence, String because) {
    String slug = start.getHost() == null ? kind : start.getHost();
    return new SiteProposal(
        kind,
        slug,
        null,
        options,
        List.of(StartUrl.of(start.toString())),
        null,
        confidence,
        because);
  }

  /// The id that its site would have.
  public SiteId id() {
    boolean known = start.isEmpty() && !slug.contains(".");
    String words = known && !slug.equals(kind) ? kind + "-" + slug : slug;
    String tidy =
        words
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^www\\.", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = tidy.length() <= 60 ? tidy : tidy.substring(0, 60);
    return new SiteId(cut.isEmpty() ? "site" : cut);
  }

  /// The same, proving that answers are about one company.
  public SiteProposal of(String company) {
    Map<String, List<String>> values = new HashMap<>(options.values());
    values.put("company", List.of(company));
    return new SiteProposal(
        kind, slug, homepage, new Options(values), start, selectors, confidence, because);
  }

  public SiteProposal with(Confidence other, String why) {
    return new SiteProposal(kind, slug, homepage, options, start, selectors, other, why);
  }

  /// The site that it describes: not enabled, asked on order only, link-only. More than that is an
  /// operator's to say.
  ///
  /// @param adapter the one of its kind, which knows what its crawls can prove
  /// @param plain whether its addresses are `http:`
  public Site asSite(Adapter adapter, SiteId id, String name, boolean plain) {
    Site site = Site.of(id, name, kind, options, start);
    boolean proves = adapter.proof(site.with(selectors)) != Proof.NONE;
    Expectations d = Expectations.DEFAULT;
    return new Site(
        id,
        name,
        kind,
        homepage,
        false,
        options,
        start,
        selectors,
        Schedule.ON_ORDER,
        site.politeness(),
        plain ? site.http().withPlain() : site.http(),
        Rights.linkOnly(name),
        proves
            ? d
            : new Expectations(
                Set.of("PARTIAL"),
                d.minItems(),
                d.maxDropPercent(),
                d.maxClosePercent(),
                d.coveragePercent(),
                d.maxAge()));
  }
}
