package stellwerk.crawler.site;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One configured place postings come from (`config/sites/<id>.yaml`).
///
/// @param name as readers see it
/// @param kind which adapter speaks with it
/// @param homepage for people; null if not noted
/// @param enabled whether it is scheduled
/// @param options what its kind needs to know
/// @param start where a crawl begins, for kinds that are not known by their options alone
/// @param selectors where things stand on its pages, for kind `html`; null for others
/// @param closingPhrases further words that say that a job is closed, besides those that come with
///   the program
public record Site(
    SiteId id,
    String name,
    String kind,
    @Nullable URI homepage,
    boolean enabled,
    Options options,
    List<StartUrl> start,
    @Nullable SelectorRules selectors,
    Schedule schedule,
    Politeness politeness,
    HttpRules http,
    Rights rights,
    Expectations expect,
    List<String> closingPhrases) {

  public Site {
    start = List.copyOf(start);
    closingPhrases = List.copyOf(closingPhrases);
  }

  /// A site whose pages say in the program's own words that a job is closed.
  public Site(
      SiteId id,
      String name,
      String kind,
      @Nullable URI homepage,
      boolean enabled,
      Options options,
      List<StartUrl> start,
      @Nullable SelectorRules selectors,
      Schedule schedule,
      Politeness politeness,
      HttpRules http,
      Rights rights,
      Expectations expect) {
    this(
        id,
        name,
        kind,
        homepage,
        enabled,
        options,
        start,
        selectors,
        schedule,
        politeness,
        http,
        rights,
        expect,
        List.of());
  }

  /// The same with further words that say that a job is closed.
  public Site withClosingPhrases(List<String> phrases) {
    return new Site(
        id,
        name,
        kind,
        homepage,
        enabled,
        options,
        start,
        selectors,
        schedule,
        politeness,
        http,
        rights,
        expect,
        phrases);
  }

  /// A site with default politeness, schedule and expectations, link-only: for tests, `read` and
  /// proposals.
  public static Site of(
      SiteId id, String name, String kind, Options options, List<StartUrl> start) {
    return new Site(
        id,
        name,
        kind,
        null,
        true,
        options,
        start,
        null,
        Schedule.ON_ORDER,
        Politeness.DEFAULT,
        HttpRules.DEFAULT,
        Rights.linkOnly(name),
        Expectations.DEFAULT);
  }

  public Optional<SelectorRules> selectorRules() {
    return Optional.ofNullable(selectors);
  }

  /// The company whose name an answer must prove (`options.company`).
  public Optional<String> company() {
    return options.text("company");
  }

  /// The language asked for (`options.language`, default `de`).
  public String language() {
    return options.text("language").orElse("de");
  }

  public Site with(Politeness other) {
    return new Site(
        id,
        name,
        kind,
        homepage,
        enabled,
        options,
        start,
        selectors,
        schedule,
        other,
        http,
        rights,
        expect,
        closingPhrases);
  }

  /// The same, not scheduled.
  public Site disabled() {
    return new Site(
        id,
        name,
        kind,
        homepage,
        false,
        options,
        start,
        selectors,
        schedule,
        politeness,
        http,
        rights,
        expect,
        closingPhrases);
  }

  public Site with(@Nullable SelectorRules other) {
    return new Site(
        id,
        name,
        kind,
        homepage,
        enabled,
        options,
        start,
        other,
        schedule,
        politeness,
        http,
        rights,
        expect,
        closingPhrases);
  }

  public Site with(HttpRules other) {
    return new Site(
        id,
        name,
        kind,
        homepage,
        enabled,
        options,
        start,
        selectors,
        schedule,
        politeness,
        other,
        rights,
        expect,
        closingPhrases);
  }
}
