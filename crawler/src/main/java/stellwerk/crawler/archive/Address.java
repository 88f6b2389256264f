package stellwerk.crawler.archive;

/// Where something is kept: a scheme that chooses the implementation, and the rest, which only that
/// one understands.
///
/// Not a [java.net.URI], which rejects `memory:` and swallows `jdbc:`.
public record Address(String scheme, String rest) {
  public static Address parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "an address is scheme:rest, such as sqlite:data/stellwerk.db, not: " + text);
    }
    return new Address(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return scheme + ":" + rest;
  }
}
