package stellwerk.search.issue;

import java.math.BigDecimal;
import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.search.catalogue.IssueTerms;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.JobSummary;
import stellwerk.search.render.Labels;

/// Lays out an issue: the newest jobs up to its size, by region, and a line that makes curious.
final class IssueLayout {
  private static final String HOME = "Homeoffice";
  private static final String ELSEWHERE = "Weitere Orte";
  private static final int PLACES = 3;

  private IssueLayout() {}

  static Issue of(
      OccupationView view,
      IssueTerms terms,
      LocalDate date,
      LocalDate from,
      List<Listing.Entry> fresh) {
    List<ShownPosting> chosen =
        fresh.stream().limit(terms.most()).map(Listing.Entry::posting).toList();
    return new Issue(
        view.id(),
        view.title(),
        date,
        from,
        date,
        preheader(chosen),
        groups(chosen),
        fresh.size() - chosen.size(),
        view.more().orElse(null),
        terms.imprint());
  }

  private static List<Issue.Group> groups(List<ShownPosting> postings) {
    Map<String, List<ShownPosting>> byRegion = new LinkedHashMap<>();
    for (ShownPosting posting : postings) {
      byRegion.computeIfAbsent(region(posting), _ -> new ArrayList<>()).add(posting);
    }
    Collator german = Collator.getInstance(Locale.GERMAN);
    Comparator<Issue.Group> order =
        Comparator.<Issue.Group>comparingInt(group -> rank(group.label()))
            .thenComparing(Issue.Group::label, german);
    return byRegion.entrySet().stream()
        .map(entry ->
            new Issue.Group(
                entry.getKey().startsWith("DE-") ? entry.getKey() : null,
                Labels.region(entry.getKey()),
                entry.getValue().stream().map(IssueLayout::item).toList()))
        .sorted(order)
        .toList();
  }

  /// Regions first, then what is done at home, then the rest.
  private static int rank(String label) {
    return switch (label) {
      case HOME -> 1;
      case ELSEWHERE -> 2;
      default -> 0;
    };
  }

  /// The ISO 3166-2 code of the first German region, or one of the two other labels.
  private static String region(ShownPosting posting) {
    Optional<String> region =
        posting.values(PostingField.LOCATIONS).stream()
            .map(Place::region)
            .filter(Objects::nonNull)
            .filter(code -> code.startsWith("DE-"))
            .findFirst();
    boolean home = posting.known(PostingField.REMOTE).filter(Remote.REMOTE::equals).isPresent();
    return region.orElse(home ? HOME : ELSEWHERE);
  }

  private static Issue.Item item(ShownPosting posting) {
    Remote remote = posting.known(PostingField.REMOTE).orElse(null);
    LocalDate seen = LocalDate.ofInstant(posting.lifespan().firstSeen(), GermanText.BERLIN);
    return new Issue.Item(
        posting.id().value(),
        posting.vacancy().value(),
        posting.known(PostingField.MEMBERSHIP).map(Membership::tier).orElse(null),
        posting.known(PostingField.TITLE).orElse("Stelle ohne Titel"),
        posting.known(PostingField.EMPLOYER).map(Employer::name).orElse(null),
        posting.url().toString(),
        GermanText.places(posting.values(PostingField.LOCATIONS), remote),
        JobSummary.payText(posting).orElse(null),
        posting.known(PostingField.DATE_POSTED).orElse(seen),
        posting.rights().attribution());
  }

  /// `Berlin, Köln, Homeoffice · 14 € pro Stunde bis 66.500 € pro Jahr`: stated pay in euros only.
  private static String preheader(List<ShownPosting> postings) {
    Stream<String> places =
        postings.stream()
            .flatMap(posting ->
                Stream.concat(
                    posting.values(PostingField.LOCATIONS).stream()
                        .map(Place::city)
                        .filter(Objects::nonNull),
                    posting
                        .known(PostingField.REMOTE)
                        .filter(Remote.REMOTE::equals)
                        .map(_ -> HOME)
                        .stream()))
            .distinct()
            .limit(PLACES);
    List<Pay> stated =
        postings.stream()
            .flatMap(posting -> posting.known(PostingField.PAY).stream())
            .filter(pay -> pay.basis() == Pay.Basis.STATED && "EUR".equals(pay.currency()))
            .toList();
    Optional<String> least =
        amounts(stated, Pay.Unit.HOUR)
            .min(Comparator.naturalOrder())
            .map(amount -> GermanText.number(amount) + "\u00a0€ pro Stunde");
    Optional<String> most =
        amounts(stated, Pay.Unit.YEAR)
            .max(Comparator.naturalOrder())
            .map(amount -> GermanText.number(amount) + "\u00a0€ pro Jahr");
    String span =
        Stream.concat(
                least.map(it -> most.isPresent() ? it : "ab " + it).stream(),
                most.map(it -> "bis " + it).stream())
            .reduce((one, other) -> one + " " + other)
            .orElse("");
    return Stream.of(String.join(", ", places.toList()), span)
        .filter(part -> !part.isEmpty())
        .reduce((one, other) -> one + " · " + other)
        .orElse("");
  }

  private static Stream<BigDecimal> amounts(List<Pay> stated, Pay.Unit unit) {
    return stated.stream()
        .filter(pay -> pay.unit() == unit)
        .flatMap(pay -> Stream.of(pay.min(), pay.max()))
        .filter(Objects::nonNull);
  }
}
