package stellwerk.indexer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.normalise.Normaliser;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.normalise.Redaction;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.occupation.OccupationClassifier;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Reads a raw posting with every reader there is, and says to which occupation it belongs. Pure
/// and thread-safe.
public final class ReaderChain implements PostingReader {
  private final Normaliser normaliser;

  public ReaderChain(Normaliser normaliser) {
    this.normaliser = normaliser;
  }

  @Override
  public RawPosting redact(RawPosting raw) {
    return Redaction.redact(raw);
  }

  @Override
  public Posting read(
      RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today) {
    return normaliser.read(raw, id, vacancy, lifespan, today);
  }

  /// The occupation that a posting belongs to: the first whose classifier takes it in.
  public static Fact<Membership> membership(
      List<OccupationClassifier> classifiers, RawPosting raw, PostingText text) {
    return classifiers.stream()
        .map(classifier -> classify(classifier, raw, text))
        .map(ReaderChain::membership)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Fact.unstated());
  }

  /// What a classifier says of a posting.
  static Classification classify(
      OccupationClassifier classifier, RawPosting raw, PostingText text) {
    String employer = raw.first(RawField.EMPLOYER).map(Words::text).orElse("");
    List<String> categories = raw.all(RawField.CATEGORY).stream().map(Words::text).toList();
    return classifier.classify(text, employer, categories);
  }

  private static Optional<Fact<Membership>> membership(Classification classification) {
    return switch (classification) {
      case Classification.Member member -> {
        Evidence sign =
            member.tierSigns().stream()
                .findFirst()
                .or(() -> member.signs().stream().findFirst())
                .map(found -> found.evidence())
                .orElse(Evidence.text("", member.confidence(), "title"));
        yield Optional.of(Fact.known(new Membership(member.occupation(), member.tier()), sign));
      }
      case Classification.NotMember _, Classification.Unsure _ -> Optional.empty();
    };
  }
}
