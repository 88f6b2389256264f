package stellwerk.app.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;

/// Asks the index as the API does, without a server in between.
public final class Asking {
  private static final int PAGE = 500;

  private final Catalogue catalogue;

  public Asking(Wiring wiring) {
    catalogue = new Catalogue(wiring.sources());
  }

  /// A search's first hits.
  ///
  /// @param occupation whose vacancies to look among; null: all
  /// @throws IllegalArgumentException if there is no such occupation
  public Listing search(String words, @Nullable String occupation, int limit) {
    Sort sort = words.isBlank() ? Sort.NEWEST : Sort.RELEVANCE;
    return catalogue.search(
        new Query(
            words,
            Outlet.API,
            Query.Group.VACANCY,
            filters(occupation),
            List.of(),
            sort,
            limit,
            Query.From.START,
            false),
        true);
  }

  /// All postings, page after page, for an export.
  ///
  /// @throws IllegalArgumentException if there is no such occupation
  public Stream<Listing.Entry> everything(@Nullable String occupation) {
    Query first =
        new Query(
            "",
            Outlet.EXPORT,
            Query.Group.POSTING,
            filters(occupation),
            List.of(),
            Sort.NEWEST,
            PAGE,
            Query.From.START,
            false);
    return catalogue.walk(first, catalogue.search(first, true), true);
  }

  private List<Filter> filters(@Nullable String occupation) {
    if (occupation == null) {
      return List.of();
    }
    OccupationView view =
        catalogue
            .occupation(occupation)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no occupation “"
                        + occupation
                        + "”; known: "
                        + String.join(
                            ", ",
                            catalogue.sources().occupations().stream()
                                .map(OccupationView::id)
                                .toList())));
    List<Filter> filters = new ArrayList<>(view.filters());
    filters.add(new Filter.AnyOf(Filter.Field.OCCUPATION, Set.of(occupation)));
    return filters;
  }
}
