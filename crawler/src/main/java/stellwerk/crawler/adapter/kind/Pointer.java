package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.LOCATION;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.Words;

/// What a list says of a posting whose own page is still to be asked. It travels with the request,
/// so that the page need only say the rest, and so that a posting is never handed over half.
final class Pointer {
  private static final String KEY = "key";
  private static final String URL = "url";
  private static final String AT = " at";
  private static final String SHOWN = " shown";

  private Pointer() {}

  /// The request for a posting's own page, or for the machine-readable answer about it.
  static Request to(URI page, RawPosting listed) {
    Map<String, String> carried = new HashMap<>();
    carried.put(KEY, listed.key());
    carried.put(URL, listed.url().toString());
    listed
        .fields()
        .forEach((field, all) -> {
          for (int number = 0; number < all.size(); number++) {
            carried.put(field + " " + number, all.get(number).text());
            carried.put(field + " " + number + AT, all.get(number).at());
            if (!all.get(number).structured()) {
              carried.put(field + " " + number + SHOWN, "");
            }
          }
        });
    for (int number = 0; number < listed.places().size(); number++) {
      String name = "place " + number;
      RawPlace place = listed.places().get(number);
      carried.put(name + AT, place.at());
      place.parts().forEach((part, text) -> carried.put(name + " " + part, text));
    }
    return Request.get(page, Request.Purpose.DETAIL).carrying(carried);
  }

  /// The request for a page of which the list gave the address and the id alone.
  static Request to(URI page, SiteId site, String key) {
    return to(page, RawPosting.at(site, key, page).build());
  }

  /// What the list said of the posting that a request asks for; empty if no list led to it.
  static Optional<RawPosting> in(SiteId site, Request request) {
    Map<String, String> carried = request.carried();
    String key = carried.get(KEY);
    String url = carried.get(URL);
    if (key == null || url == null) {
      return Optional.empty();
    }
    RawPosting.Builder posting = RawPosting.at(site, key, URI.create(url));
    for (RawField field : RawField.values()) {
      for (int number = 0; carried.containsKey(field + " " + number); number++) {
        String name = field + " " + number;
        Words words =
            new Words(
                carried.getOrDefault(name, ""),
                carried.getOrDefault(name + AT, "list"),
                !carried.containsKey(name + SHOWN));
        add(posting, field, List.of(words));
      }
    }
    for (int number = 0; carried.containsKey("place " + number + AT); number++) {
      Map<RawPlace.Part, @Nullable String> parts = new EnumMap<>(RawPlace.Part.class);
      for (RawPlace.Part part : RawPlace.Part.values()) {
        parts.put(part, carried.get("place " + number + " " + part));
      }
      posting.place(parts, carried.getOrDefault("place " + number + AT, "list"));
    }
    return Optional.of(posting.build());
  }

  /// The same, if the list said enough to be a posting: what it is called.
  static Optional<RawPosting> whole(SiteId site, Request request) {
    return in(site, request).filter(listed -> listed.first(RawField.TITLE).isPresent());
  }

  /// Adds what the list said where the page itself was silent.
  static void complete(RawPosting.Builder posting, RawPosting listed) {
    RawPosting said = posting.build();
    boolean placed = !said.places().isEmpty() || !said.all(LOCATION).isEmpty();
    listed.fields().keySet().stream()
        .sorted()
        .filter(field -> said.all(field).isEmpty() && !(placed && field == LOCATION))
        .forEach(field -> add(posting, field, listed.all(field)));
    if (!placed) {
      listed.places().forEach(place -> posting.place(new HashMap<>(place.parts()), place.at()));
    }
  }

  private static void add(RawPosting.Builder posting, RawField field, List<Words> all) {
    for (Words words : all) {
      if (words.structured()) {
        posting.structured(field, words.text(), words.at());
      } else {
        posting.text(field, words.text(), words.at());
      }
    }
  }
}
