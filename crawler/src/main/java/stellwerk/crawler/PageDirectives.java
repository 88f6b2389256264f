package stellwerk.crawler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;

/// What a page asks of robots besides being read: not to follow its links, and when to forget it.
///
/// Read from the header X-Robots-Tag and from `meta name="robots"`. That it wants to be in no index
/// is the adapter's to see (`Harvest.Problem.NO_INDEX`), because it concerns a posting's page only.
///
/// @param nofollow whether no link of the page may be followed
/// @param unavailableAfter when the page is to be forgotten, as written; null if it does not say
record PageDirectives(boolean nofollow, @Nullable String unavailableAfter) {
  /// A page's head ends long before.
  private static final int HEAD = 100_000;

  private static final Pattern META =
      Pattern.compile("<meta\\b([^>]{0,1000})>", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile("\\bname\\s*=\\s*[\"']?robots\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTENT =
      Pattern.compile(
          "\\bcontent\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern FORGET =
      Pattern.compile(
          "\\bunavailable_after\\s*:\\s*([^;]{4,60}?)(?:,\\s*(?:no|all|max|index|follow)\\w*.*)?$",
          Pattern.CASE_INSENSITIVE);

  static PageDirectives of(Fetched.Page page) {
    List<String> said = new ArrayList<>(page.headers().getOrDefault("x-robots-tag", List.of()));
    if (page.mediaType().contains("html")) {
      byte[] body = page.body();
      String head = new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.ISO_8859_1);
      Matcher meta = META.matcher(head);
      while (meta.find()) {
        Matcher content = CONTENT.matcher(meta.group(1));
        if (NAME.matcher(meta.group(1)).find() && content.find()) {
          said.add(
              content.group(1) != null
                  ? content.group(1)
                  : content.group(2) != null ? content.group(2) : content.group(3));
        }
      }
    }
    boolean nofollow = said.stream().anyMatch(PageDirectives::forbidsFollowing);
    Optional<String> forget =
        said.stream()
            .map(FORGET::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1).strip())
            .findFirst();
    return new PageDirectives(nofollow, forget.orElse(null));
  }

  private static boolean forbidsFollowing(String directives) {
    for (String directive : directives.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      if (directive.equals("nofollow") || directive.equals("none")) {
        return true;
      }
    }
    return false;
  }

  /// The posting with the day on which its page asks to be forgotten, unless it names its end
  /// itself.
  RawPosting dated(RawPosting posting) {
    String forget = unavailableAfter;
    if (forget == null || posting.first(RawField.VALID_THROUGH).isPresent()) {
      return posting;
    }
    Map<RawField, List<Words>> fields = new EnumMap<>(RawField.class);
    fields.putAll(posting.fields());
    fields.put(
        RawField.VALID_THROUGH, List.of(new Words(forget, "robots unavailable_after", true)));
    return new RawPosting(
        posting.site(), posting.key(), posting.url(), fields, posting.places(), posting.pays());
  }
}
