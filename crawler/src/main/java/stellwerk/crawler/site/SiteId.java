package stellwerk.crawler.site;

import java.util.regex.Pattern;

/// The name of a configured site: lower-case letters, digits and hyphens, equal to its file's name.
public record SiteId(String value) implements Comparable<SiteId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public SiteId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a site's id is lower-case letters, digits and hyphens, not: " + value);
    }
  }

  /// Answers whether a text could be a site's id.
  public static boolean fits(String value) {
    return SHAPE.matcher(value).matches();
  }

  @Override
  public int compareTo(SiteId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
