package stellwerk.search.issue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.Shelf;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.IssueTerms;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.render.GermanText;

/// Freezes issues on their days and hands them out ever after. An issue tells each vacancy that was
/// first seen in its window and is open on its day; no vacancy is told twice. Thread-safe.
public final class Issues {
  private static final Logger log = LoggerFactory.getLogger(Issues.class);
  private static final int PAGE = 100;

  private final Catalogue catalogue;
  private final Shelf shelf;

  public Issues(Catalogue catalogue, Shelf shelf) {
    this.catalogue = catalogue;
    this.shelf = shelf;
  }

  /// Freezes what is due and not frozen yet: for each occupation at most one issue, that of the
  /// grid's last day. Where days were missed, its window begins where the last frozen one ended, so
  /// that their jobs are told once, and late rather than never.
  public synchronized List<Issue> freezeDue() {
    List<Issue> frozen = new ArrayList<>();
    LocalDate today = today();
    for (OccupationView view : catalogue.sources().occupations()) {
      Optional<IssueTerms> terms = view.issues();
      Optional<LocalDate> due = terms.flatMap(it -> grid(it).latest(today));
      if (due.isPresent() && find(view.id(), due.get()).isEmpty()) {
        Issue issue = make(view, terms.orElseThrow(), due.get());
        shelf.put(
            name(view.id(), due.get()),
            IssueJson.write(issue),
            catalogue.sources().clock().instant());
        log.atInfo()
            .addKeyValue("occupation", view.id())
            .addKeyValue("issue", due.get())
            .addKeyValue("vacancies", issue.items().size())
            .log("issue frozen");
        frozen.add(issue);
      }
    }
    return frozen;
  }

  /// A frozen issue as it is shown today: a job that has closed since has lost its link.
  public Optional<Issue> find(String occupation, LocalDate date) {
    return frozen(occupation, date).map(this::unlinked);
  }

  /// The coming issue as it would be if its day were today; nothing is kept of it. Empty for an
  /// occupation without issues.
  public Optional<Issue> preview(OccupationView view) {
    return view.issues().map(terms -> make(view, terms, grid(terms).next(today())));
  }

  /// The days of all frozen issues, oldest first.
  public List<LocalDate> dates(String occupation) {
    String begin = name(occupation, "");
    return shelf.names(begin).stream()
        .map(name -> LocalDate.parse(name.substring(begin.length())))
        .sorted()
        .toList();
  }

  /// The day of an occupation's coming issue; empty for one without issues.
  public Optional<LocalDate> next(OccupationView view) {
    return view.issues().map(terms -> grid(terms).next(today()));
  }

  private static IssueGrid grid(IssueTerms terms) {
    return new IssueGrid(terms.anchor());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(catalogue.sources().clock().instant(), GermanText.BERLIN);
  }

  private static String name(String occupation, Object date) {
    return "issue/" + occupation + "/" + date;
  }

  private Optional<Issue> frozen(String occupation, LocalDate date) {
    return shelf.find(name(occupation, date)).map(IssueJson::read);
  }

  private Issue make(OccupationView view, IssueTerms terms, LocalDate date) {
    List<LocalDate> earlier = dates(view.id()).stream().filter(day -> day.isBefore(date)).toList();
    LocalDate from = earlier.isEmpty() ? date.minusDays(IssueGrid.DAYS) : earlier.getLast();
    Set<String> told = new HashSet<>();
    for (LocalDate day : earlier) {
      for (Issue.Item item : frozen(view.id(), day).orElseThrow().items()) {
        told.add(item.id());
        told.add(item.vacancy());
      }
    }
    List<Listing.Entry> fresh = fresh(view, from, date, told);
    return IssueLayout.of(view, terms, date, from, fresh);
  }

  private List<Listing.Entry> fresh(
      OccupationView view, LocalDate from, LocalDate until, Set<String> told) {
    List<Filter> filters = view.membership();
    filters.add(new Filter.AnyOf(Filter.Field.ELIGIBILITY, Set.of("yes", "unclear")));
    Query query =
        new Query(
            "",
            Outlet.ISSUE,
            Query.Group.VACANCY,
            filters,
            List.of(),
            Sort.NEWEST,
            PAGE,
            Query.From.START,
            false);
    Listing first = catalogue.search(query, false);
    return catalogue
        .walk(query, first, false)
        .filter(entry -> isNew(entry, from, until, told))
        .toList();
  }

  /// Whether a vacancy came in the window. All of its postings are asked, open and closed: a job
  /// that is advertised again is no news.
  private boolean isNew(Listing.Entry entry, LocalDate from, LocalDate until, Set<String> told) {
    Instant first = entry.posting().lifespan().firstSeen();
    boolean before = told.contains(entry.posting().vacancy().value());
    before |= told.contains(entry.posting().id().value());
    for (Kept kept : catalogue.sources().store().ofVacancy(entry.posting().vacancy())) {
      Instant seen = kept.posting().lifespan().firstSeen();
      first = seen.isBefore(first) ? seen : first;
      before |= told.contains(kept.posting().id().value());
    }
    LocalDate day = LocalDate.ofInstant(first, GermanText.BERLIN);
    return !before && !day.isBefore(from) && day.isBefore(until);
  }

  private Issue unlinked(Issue issue) {
    return issue.with(
        issue.groups().stream()
            .map(group ->
                new Issue.Group(
                    group.region(),
                    group.label(),
                    group.items().stream().map(this::unlinked).toList()))
            .toList());
  }

  private Issue.Item unlinked(Issue.Item item) {
    boolean open = catalogue.find(new PostingId(item.id()), Outlet.ISSUE, false).isPresent();
    return open ? item : item.withoutLink();
  }
}
