package stellwerk.crawler.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A posting in the words of its page; nothing interpreted.
///
/// @param site where it stands
/// @param key the site's own id of the posting, unique within the site; its URL only where the site
///   gives no id
/// @param url the page for people; http or https
/// @param fields the words by field, in the page's order; a field that was not said is not in the
///   map
/// @param places structured places, in the page's order
/// @param pays structured pay, in the page's order
public record RawPosting(
    SiteId site,
    String key,
    URI url,
    Map<RawField, List<Words>> fields,
    List<RawPlace> places,
    List<RawPay> pays) {

  public RawPosting {
    if (key.isBlank()) {
      throw new IllegalArgumentException("a raw posting needs the site's id of it");
    }
    String scheme = url.getScheme();
    if (scheme == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("a raw posting's page is http or https, not: " + url);
    }
    Map<RawField, List<Words>> copy = new EnumMap<>(RawField.class);
    fields.forEach((field, words) -> copy.put(field, List.copyOf(words)));
    fields = Map.copyOf(copy);
    places = List.copyOf(places);
    pays = List.copyOf(pays);
  }

  /// The first words of a field.
  public Optional<Words> first(RawField field) {
    return all(field).stream().findFirst();
  }

  /// All words of a field; empty if it was not said.
  public List<Words> all(RawField field) {
    return fields.getOrDefault(field, List.of());
  }

  public static Builder at(SiteId site, String key, URI url) {
    return new Builder(site, key, url);
  }

  /// Gathers what an adapter finds; passes over what is blank, so that absence stays absence. Not
  /// thread-safe.
  public static final class Builder {
    private final SiteId site;
    private final String key;
    private final URI url;
    private final Map<RawField, List<Words>> fields = new EnumMap<>(RawField.class);
    private final List<RawPlace> places = new ArrayList<>();
    private final List<RawPay> pays = new ArrayList<>();

    private Builder(SiteId site, String key, URI url) {
      this.site = site;
      this.key = key;
      this.url = url;
    }

    /// Adds a value of structured data.
    public Builder structured(RawField field, @Nullable String text, String at) {
      return add(field, text, at, true);
    }

    /// Adds words that the page shows to people.
    public Builder text(RawField field, @Nullable String text, String at) {
      return add(field, text, at, false);
    }

    private Builder add(RawField field, @Nullable String text, String at, boolean structured) {
      if (text != null && !text.isBlank()) {
        fields
            .computeIfAbsent(field, _ -> new ArrayList<>())
            .add(new Words(text.strip(), at, structured));
      }
      return this;
    }

    /// Adds a structured place; blank parts are passed over, and so is a place without any.
    public Builder place(Map<RawPlace.Part, @Nullable String> parts, String at) {
      Map<RawPlace.Part, String> said = said(new EnumMap<>(RawPlace.Part.class), parts);
      if (!said.isEmpty()) {
        places.add(new RawPlace(said, at));
      }
      return this;
    }

    /// Adds structured pay; blank parts are passed over, and so is pay without any amount or words.
    public Builder pay(Map<RawPay.Part, @Nullable String> parts, String at) {
      Map<RawPay.Part, String> said = said(new EnumMap<>(RawPay.Part.class), parts);
      if (said.containsKey(RawPay.Part.MIN)
          || said.containsKey(RawPay.Part.MAX)
          || said.containsKey(RawPay.Part.VALUE)
          || said.containsKey(RawPay.Part.TEXT)) {
        pays.add(new RawPay(said, at));
      }
      return this;
    }

    private static <K> Map<K, String> said(Map<K, String> into, Map<K, @Nullable String> parts) {
      parts.forEach((part, text) -> {
        if (text != null && !text.isBlank()) {
          into.put(part, text.strip());
        }
      });
      return into;
    }

    public RawPosting build() {
      return new RawPosting(site, key, url, fields, places, pays);
    }
  }
}
