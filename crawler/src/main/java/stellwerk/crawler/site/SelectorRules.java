package stellwerk.crawler.site;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where things stand on the pages of a site without structured data (`list:`, `embedded:` and
/// `detail:` of kind `html`).
///
/// @param item one posting in a list
/// @param link its link, inside the item
/// @param total the printed total; null where the site prints none
/// @param next the link to the next page; null where pages are numbered or there is one only
/// @param preferJsonLd whether the detail page's JSON-LD goes first and selectors fill the gaps
/// @param fields a field's selector on the detail page
/// @param embedded where the postings of a list stand in its scripts' JSON; null where they stand
///   in its HTML
public record SelectorRules(
    @Nullable Pick item,
    @Nullable Pick link,
    @Nullable Pick total,
    @Nullable Pick next,
    boolean preferJsonLd,
    Map<RawField, Pick> fields,
    @Nullable EmbeddedRules embedded) {

  /// One selector.
  ///
  /// @param css a jsoup selector
  /// @param attribute the attribute that holds the value; null: the element's text
  /// @param all whether every match is a value, or the first only
  /// @param html whether the value is the element's inner HTML
  public record Pick(String css, @Nullable String attribute, boolean all, boolean html) {
    public static Pick css(String css) {
      return new Pick(css, null, false, false);
    }
  }

  public SelectorRules {
    fields = Map.copyOf(fields);
  }

  /// Rules of a list that stands in its HTML.
  public SelectorRules(
      @Nullable Pick item,
      @Nullable Pick link,
      @Nullable Pick total,
      @Nullable Pick next,
      boolean preferJsonLd,
      Map<RawField, Pick> fields) {
    this(item, link, total, next, preferJsonLd, fields, null);
  }

  /// Whether postings' own pages say anything: without a `detail:` a list's JSON says all.
  public boolean ownPages() {
    return embedded == null || preferJsonLd || !fields.isEmpty();
  }

  /// The fields that are looked for.
  public Set<RawField> stated() {
    Set<RawField> stated = EnumSet.noneOf(RawField.class);
    stated.addAll(fields.keySet());
    if (embedded != null) {
      stated.addAll(embedded.fields().keySet());
    }
    return stated;
  }
}
