package stellwerk.app.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import stellwerk.crawler.SiteDoctor.Examination;
import stellwerk.crawler.SiteDoctor.Look;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.SelectorMatch;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.Site;
import stellwerk.indexer.VacancyFinder;
import stellwerk.indexer.lifecycle.Differences;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// What an examination of a site came to, read and compared with what is kept.
///
/// @param readings the postings that were read, in order
/// @param findings what the site's robots and TDM files said just now
/// @param missing fields that no posting states, though the site should; empty for lists
public record Checkup(
    Examination examination, List<Reading> readings, List<Finding> findings, List<String> missing) {
  /// Without these a posting is of little use to anybody.
  private static final List<String> ALWAYS =
      List.of("title", "employer", "location", "description");

  /// A posting that was read.
  ///
  /// @param changed fields whose value differs from what is kept; empty for a new one
  /// @param duplicates postings of other sites in the same vacancy
  public record Reading(
      Posting posting, Standing standing, List<String> changed, List<String> duplicates) {
    public Reading {
      changed = List.copyOf(changed);
      duplicates = List.copyOf(duplicates);
    }
  }

  /// How a posting stands to what is kept.
  public enum Standing {
    NEW,
    CHANGED,
    SAME
  }

  public Checkup {
    readings = List.copyOf(readings);
    findings = List.copyOf(findings);
    missing = List.copyOf(missing);
  }

  static Checkup of(
      Examination examination,
      List<Posting> postings,
      List<Finding> findings,
      PostingStore store,
      VacancyFinder vacancies) {
    Map<String, Kept> open = store.open(examination.site().id());
    List<Reading> readings =
        postings.stream().map(posting -> reading(posting, open, store, vacancies)).toList();
    return new Checkup(examination, readings, findings, missing(examination, postings));
  }

  private static Reading reading(
      Posting posting, Map<String, Kept> open, PostingStore store, VacancyFinder vacancies) {
    List<String> duplicates =
        store.ofVacancy(vacancies.find(posting)).stream()
            .map(Kept::posting)
            .filter(other -> !other.id().equals(posting.id()))
            .map(other -> other.site() + " " + other.key())
            .toList();
    Kept before = open.get(posting.key());
    if (before == null) {
      return new Reading(posting, Standing.NEW, List.of(), duplicates);
    }
    List<String> changed =
        List.copyOf(
            Differences.between(before.posting(), posting.with(before.posting().vacancy()))
                .keySet());
    return new Reading(
        posting, changed.isEmpty() ? Standing.SAME : Standing.CHANGED, changed, duplicates);
  }

  private static List<String> missing(Examination examination, List<Posting> postings) {
    List<String> missing = new ArrayList<>();
    boolean lists =
        examination.looks().stream()
            .noneMatch(look ->
                look.fetched() instanceof Fetched.Page page
                    && page.request().purpose() == Request.Purpose.DETAIL);
    boolean onlyLists = lists && postings.isEmpty() && !listed(examination).isEmpty();
    if (!onlyLists) {
      List<RawPosting> raw =
          examination.looks().stream().flatMap(look -> look.postings().stream()).toList();
      for (String field : wanted(examination.site())) {
        if (postings.stream().noneMatch(posting -> states(posting, field))
            && raw.stream().noneMatch(posting -> says(posting, field))) {
          missing.add(field);
        }
      }
    }
    examination.looks().stream()
        .flatMap(look -> look.matches().stream())
        .filter(
            match -> List.of("item", "link", "total").contains(match.rule()) && match.count() == 0)
        .map(SelectorMatch::rule)
        .distinct()
        .forEach(missing::add);
    return missing;
  }

  /// What the lists led to.
  private static List<Look> listed(Examination examination) {
    return examination.looks().stream()
        .filter(look -> look.harvest() instanceof Harvest.Read read && !read.requests().isEmpty())
        .toList();
  }

  private static Set<String> wanted(Site site) {
    Set<String> wanted = new LinkedHashSet<>(ALWAYS);
    SelectorRules rules = site.selectors();
    if (rules != null) {
      rules.stated().stream()
          .map(field -> field.name().toLowerCase(Locale.ROOT))
          .sorted()
          .forEach(wanted::add);
    }
    site.expect().coveragePercent().keySet().stream().sorted().forEach(wanted::add);
    return wanted;
  }

  /// How many fields are looked for.
  public int wanted() {
    return wanted(examination.site()).size();
  }

  /// How many of the postings state each of the fields that are looked for.
  public Map<String, Integer> coverage() {
    Map<String, Integer> coverage = new LinkedHashMap<>();
    List<String> fields =
        Stream.concat(
                wanted(examination.site()).stream(), Stream.of("occupation", "pay", "date_posted"))
            .distinct()
            .toList();
    for (String field : fields) {
      coverage.put(
          field,
          (int) readings.stream().filter(reading -> states(reading.posting(), field)).count());
    }
    return coverage;
  }

  private static boolean states(Posting posting, String field) {
    if (field.equals("location")) {
      return !posting.locations().isEmpty() || posting.remote().known().isPresent();
    }
    return PostingField.ALL.stream()
        .anyMatch(each -> each.name().equals(field) && each.statedBy(posting));
  }

  private static boolean says(RawPosting posting, String field) {
    return switch (field) {
      case "location" ->
          !posting.places().isEmpty() || posting.first(RawField.LOCATION).isPresent();
      case "pay" -> !posting.pays().isEmpty() || posting.first(RawField.PAY).isPresent();
      default ->
          Stream.of(RawField.values())
              .anyMatch(each ->
                  each.name().toLowerCase(Locale.ROOT).equals(field)
                      && posting.first(each).isPresent());
    };
  }
}
