package stellwerk.search.insights;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.statistics.CountedVacancy;
import stellwerk.indexer.statistics.Threshold;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.render.GermanText;

/// Gathers the open vacancies of an occupation that statistics may count. Thread-safe.
public final class Survey {
  /// How far back a window reaches unless somebody says otherwise.
  public static final int DAYS = 90;

  private static final int PAGE = 500;

  private final Catalogue catalogue;

  public Survey(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// One entry per vacancy, posted in a window; the same that a search with these filters finds.
  public List<CountedVacancy> vacancies(
      OccupationView view, LocalDate from, LocalDate until, List<Filter> further) {
    List<Filter> filters = new ArrayList<>();
    filters.add(new Filter.AnyOf(Filter.Field.OCCUPATION, Set.of(view.id())));
    filters.addAll(view.filters());
    filters.add(new Filter.PostedSince(from));
    filters.addAll(further);
    Query query =
        new Query(
            "",
            Outlet.STATISTICS,
            Query.Group.VACANCY,
            filters,
            List.of(),
            Sort.NEWEST,
            PAGE,
            Query.From.START,
            false);
    return catalogue
        .walk(query, catalogue.search(query, false), false)
        .map(entry -> new CountedVacancy(entry.posting()))
        .filter(vacancy -> !vacancy.day(GermanText.BERLIN).isAfter(until))
        .toList();
  }

  /// The article's questions, answered by the vacancies of a window.
  public Insights insights(
      OccupationView view, LocalDate from, LocalDate until, Threshold threshold) {
    return Insights.of(
        view,
        from,
        until,
        vacancies(view, from, until, List.of()),
        threshold,
        catalogue.sources().minimumWage(),
        catalogue.sources().clock().instant());
  }
}
