package stellwerk.search.insights;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /// The days that are looked at, and how many must stand behind a figure.
  ///
  /// @param from first day on which a vacancy was posted
  /// @param until last day
  public record Window(LocalDate from, LocalDate until, Threshold threshold) {
    /// The last 90 days.
    public static Window usual(LocalDate today) {
      return new Window(today.minusDays(DAYS), today, Threshold.LEAST);
    }

    Map<String, String> document() {
      Map<String, String> document = new LinkedHashMap<>();
      document.put("from", from.toString());
      document.put("until", until.toString());
      return document;
    }
  }

  public Survey(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// One entry per vacancy, posted in a window; the same that a search with these filters finds.
  public List<CountedVacancy> vacancies(OccupationView view, Window window, List<Filter> further) {
    List<Filter> filters = view.membership();
    filters.add(new Filter.PostedSince(window.from()));
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
        .filter(vacancy -> !vacancy.day(GermanText.BERLIN).isAfter(window.until()))
        .toList();
  }

  /// The article's questions, answered by the vacancies of a window.
  public Insights insights(OccupationView view, Window window) {
    return Insights.of(
        view,
        window.from(),
        window.until(),
        vacancies(view, window, List.of()),
        window.threshold(),
        catalogue.sources().minimumWage(),
        catalogue.sources().clock().instant());
  }

  /// How an occupation's postings come and go, closed ones among them as long as they are kept.
  public WeeklyFlow flow(OccupationView view, Window window) {
    Query query =
        new Query(
            "",
            Outlet.EXPORT,
            Query.Group.POSTING,
            List.of(new Filter.AnyOf(Filter.Field.OCCUPATION, Set.of(view.id()))),
            List.of(),
            Sort.NEWEST,
            PAGE,
            Query.From.START,
            false);
    return WeeklyFlow.of(
        catalogue
            .walk(query, catalogue.search(query, false), false)
            .map(entry -> entry.posting().lifespan())
            .toList(),
        window.from(),
        window.until());
  }
}
