package stellwerk.crawler.adapter.kind;

import java.util.regex.Pattern;
import stellwerk.crawler.site.Site;

/// A site's own name in an address: what an operator configures must not change the host or path
/// that it stands in.
final class Slug {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private Slug() {}

  /// The value as it is.
  ///
  /// @throws IllegalArgumentException if it is no plain name, naming the option
  static String checked(String option, String value) {
    if (!SHAPE.matcher(value).matches() || value.contains("..")) {
      throw new IllegalArgumentException(
          "option " + option + " is a name of letters, digits, hyphens and dots, not: " + value);
    }
    return value;
  }

  /// The value of a required option.
  ///
  /// @throws IllegalArgumentException if it is missing or no plain name, naming the option
  static String of(Site site, String option) {
    return checked(option, site.options().required(option));
  }

  /// The host of a board that stands below a vendor's domain, or on the customer's own: option
  /// `host`, else `slug`.
  ///
  /// @throws IllegalArgumentException if both are missing, or one is no plain name
  static String host(Site site, String vendor) {
    return site.options()
        .text("host")
        .map(host -> checked("host", host))
        .orElseGet(() -> of(site, "slug") + "." + vendor);
  }
}
