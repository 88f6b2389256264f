package stellwerk.search.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/// The forms of an issue, for the tools that take them.
public enum IssueForm {
  /// For a mail's HTML part.
  HTML("text/html"),
  /// For its text part.
  TXT("text/plain"),
  /// For developers.
  JSON("application/json"),
  /// For tools that make mails out of feeds.
  RSS("application/rss+xml");

  private final String type;

  IssueForm(String type) {
    this.type = type;
  }

  /// Its media type.
  public String type() {
    return type;
  }

  /// Writes an issue in this form.
  ///
  /// @param base where readers reach us, without a slash at its end
  public byte[] write(Issue issue, String base, Flavor flavor) {
    return switch (this) {
      case HTML -> IssueHtml.of(issue, base, flavor).getBytes(UTF_8);
      case TXT -> IssueText.of(issue, base, flavor).getBytes(UTF_8);
      case JSON -> IssueJson.write(issue);
      case RSS -> IssueFeed.of(issue, base);
    };
  }

  /// Whether an empty issue is answered with nothing in this form, so that nobody sends it.
  public boolean silentIfEmpty() {
    return switch (this) {
      case HTML, TXT -> true;
      case JSON, RSS -> false;
    };
  }

  /// The ending of its addresses: `html`.
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }
}
