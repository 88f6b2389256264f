package stellwerk.app.wiring;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.release.Releases;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.render.PostingDocument;

/// Writes postings as the API does, without a ledger in between: for an operator's own screen.
final class PostingDocuments {
  private static final Releases WHOLE = new Releases(new OpenLedger());

  private PostingDocuments() {}

  /// A posting with everything that is known of it.
  static Map<String, @Nullable Object> whole(Posting posting, boolean evidence) {
    return switch (WHOLE.release(posting, Outlet.EXPORT, true, List.of())) {
      case Release.Shown(var shown) ->
          PostingDocument.of(
              new Listing.Entry(
                  shown,
                  null,
                  posting.lifespan().lastSeen(),
                  posting.lifespan().lastVerified(),
                  Map.of()),
              evidence);
      case Release.Withheld(Release.Reason reason) ->
          throw new IllegalStateException("an open ledger withholds nothing, but: " + reason);
    };
  }
}
