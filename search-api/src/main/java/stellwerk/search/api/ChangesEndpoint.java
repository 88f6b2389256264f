package stellwerk.search.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.ChangeFeed;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.Standing;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.PostingDocument;

/// `GET /v1/changes?since=`: what a copy of the index must add and take out, for holders of a
/// `read` key.
public final class ChangesEndpoint implements Route.Endpoint {
  private final ChangeFeed feed;

  public ChangesEndpoint(Catalogue catalogue) {
    this.feed = new ChangeFeed(catalogue);
  }

  @Override
  public Answer answer(Request request) {
    Parameters parameters = new Parameters(request, List.of("since", "limit"));
    Instant since = since(parameters);
    int limit = parameters.number("limit", 1, 1000, 500);
    parameters.check();
    Instant oldest = feed.reachesBackTo();
    if (since.isBefore(oldest)) {
      throw Problem.of(
              Problem.Code.GONE,
              "Änderungen vor "
                  + oldest
                  + " sind nicht mehr verzeichnet. Bitte den ganzen Bestand neu holen (/v1/export)"
                  + " und von dort an weiterfragen.",
              "Changes before "
                  + oldest
                  + " are no longer kept. Please fetch everything anew (/v1/export) and go on from"
                  + " there.")
          .thrown();
    }
    Standing.Changes changes = feed.since(since, limit);
    List<Object> items = new ArrayList<>();
    changes.all().forEach(change -> items.add(item(change)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("items", items);
    document.put("until", changes.until().toString());
    document.put("has_more", changes.hasMore());
    return Answer.json(document);
  }

  private static Instant since(Parameters parameters) {
    String text = parameters.text("since", 40).orElse("");
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(GermanText.BERLIN).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      parameters.invalid(
          "since",
          "„since“ ist ein Zeitpunkt: 2026-11-21T05:00:00Z",
          "\"since\" is an instant: 2026-11-21T05:00:00Z");
      return Instant.EPOCH;
    }
  }

  private static Map<String, @Nullable Object> item(Standing.Dated change) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    switch (change.standing()) {
      case Standing.Kept(Listing.Entry entry) -> {
        item.put("op", "upsert");
        item.put("id", entry.posting().id().value());
        item.put("job", PostingDocument.of(entry, false));
      }
      case Standing.Removed removed -> {
        item.put("op", "remove");
        item.put("id", removed.id().value());
        item.put("reason", removed.reason().name().toLowerCase(Locale.ROOT));
        if (removed.reason() == Standing.Reason.CLOSED) {
          item.put("closed_reason", removed.closedReason());
        }
        item.put("at", change.at().toString());
      }
    }
    return item;
  }
}
