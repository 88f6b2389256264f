package stellwerk.search.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.PostingField;
import stellwerk.search.catalogue.Listing;

/// Found words, marked: HTML with nothing but `<mark>` in it, and only of fields that the ledger
/// lets us show.
public final class Highlights {
  private Highlights() {}

  public static Map<String, String> of(Listing.Entry entry) {
    Map<String, String> shown = new LinkedHashMap<>();
    Rights.Level level = entry.posting().rights().level();
    new TreeMap<>(entry.highlights())
        .forEach((field, text) -> {
          if (level.covers(needed(field))) {
            shown.put(
                field,
                Html.escape(text.replace('\u0002', '\ue000').replace('\u0003', '\ue001'))
                    .replace("\ue000", "<mark>")
                    .replace("\ue001", "</mark>"));
          }
        });
    return shown;
  }

  /// A field that the catalogue does not name may be made of the description.
  private static Rights.Level needed(String field) {
    return PostingField.ALL.stream()
        .filter(it -> it.name().equals(field))
        .map(PostingField::level)
        .findFirst()
        .orElse(Rights.Level.FULL);
  }
}
