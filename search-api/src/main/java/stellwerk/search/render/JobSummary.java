package stellwerk.search.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.release.ShownPosting;

/// A posting in a few words, for lists of headlines.
///
/// @param headline title, employer and place
/// @param facts `50.000 – 62.000 € pro Jahr · Vollzeit, unbefristet · Externe Anzeige, Quelle: …`
public record JobSummary(
    String id,
    String headline,
    String url,
    Instant published,
    String employer,
    List<String> cities,
    String facts) {
  public JobSummary {
    cities = List.copyOf(cities);
  }

  public static JobSummary of(ShownPosting posting) {
    List<Place> places = posting.values(PostingField.LOCATIONS);
    Remote remote = posting.known(PostingField.REMOTE).orElse(null);
    Optional<String> employer = posting.known(PostingField.EMPLOYER).map(Employer::name);
    List<String> headline = new ArrayList<>();
    headline.add(posting.known(PostingField.TITLE).orElse("Stelle ohne Titel"));
    employer.ifPresent(headline::add);
    headline.add(GermanText.places(places, remote));
    return new JobSummary(
        posting.id().value(),
        joined(", ", headline),
        posting.url().toString(),
        posting.lifespan().firstSeen(),
        employer.orElse(posting.siteName()),
        places.stream().map(Place::city).filter(Objects::nonNull).distinct().toList(),
        facts(posting));
  }

  /// What may be said of pay to readers who do not see its evidence: never a site's own guess.
  public static Optional<String> payText(ShownPosting posting) {
    return posting
        .known(PostingField.PAY)
        .filter(pay -> pay.basis() != Pay.Basis.ESTIMATED)
        .map(GermanText::pay);
  }

  private static String facts(ShownPosting posting) {
    List<String> terms = new ArrayList<>();
    posting.values(PostingField.WORKING_TIME).forEach(time -> terms.add(Labels.of(time)));
    posting.values(PostingField.CONTRACT).forEach(contract -> terms.add(Labels.of(contract)));
    return joined(
        " · ",
        List.of(
            payText(posting).orElse(""),
            String.join(", ", terms),
            "Externe Anzeige, Quelle: " + posting.rights().attribution()));
  }

  private static String joined(String between, List<String> parts) {
    return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(between));
  }
}
