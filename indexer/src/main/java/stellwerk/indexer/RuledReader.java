package stellwerk.indexer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.ruling.Rulings;

/// Reads postings as another reader does, and then lets operators' rulings have the last word.
/// Thread-safe.
public final class RuledReader implements PostingReader {
  private final PostingReader reader;
  private final Rulings rulings;

  public RuledReader(PostingReader reader, Rulings rulings) {
    this.reader = reader;
    this.rulings = rulings;
  }

  @Override
  public RawPosting redact(RawPosting raw) {
    return reader.redact(raw);
  }

  @Override
  public Posting read(
      RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today) {
    Posting read = reader.read(raw, id, vacancy, lifespan, today);
    List<Ruling> about = rulings.about(id);
    for (Ruling ruling : about) {
      read = ruled(read, ruling.says());
    }
    Ruling end = end(about);
    return end != null && lifespan.active() ? read.with(ended(lifespan, end)) : read;
  }

  private static Posting ruled(Posting read, Says says) {
    return switch (says) {
      case Says.Member(String occupation, String tier) -> read.with(member(read, occupation, tier));
      case Says.NotMember(String occupation) when isIn(read, occupation) ->
          read.with(Fact.<Membership>unstated());
      case Says.NotMember _, Says.Same _, Says.NotSame _, Says.Closed _, Says.Takedown _ -> read;
    };
  }

  private static boolean isIn(Posting read, String occupation) {
    return read.membership().known().filter(in -> in.occupation().equals(occupation)).isPresent();
  }

  /// Operators know more than the words; what they decided it about are the words of the title.
  private static Fact<Membership> member(Posting read, String occupation, @Nullable String tier) {
    @Nullable String stays =
        read.membership()
            .known()
            .filter(in -> in.occupation().equals(occupation))
            .flatMap(in -> Optional.ofNullable(in.tier()))
            .orElse(null);
    String title = read.title().quoted().map(Evidence::quote).orElse("");
    return Fact.known(
        new Membership(occupation, tier == null ? stays : tier),
        Evidence.derived(title, Confidence.HIGH, "ruling"));
  }

  /// The ruling that ends a posting; a takedown outranks a closing. Null if there is none.
  static @Nullable Ruling end(List<Ruling> about) {
    Optional<Ruling> takedown =
        about.stream().filter(ruling -> ruling.says() instanceof Says.Takedown).findFirst();
    return takedown
        .or(() -> about.stream().filter(ruling -> ruling.says() instanceof Says.Closed).findFirst())
        .orElse(null);
  }

  /// Why a posting is closed that a ruling ended.
  static ClosedReason reason(Ruling end) {
    return end.says() instanceof Says.Takedown ? ClosedReason.TAKEDOWN : ClosedReason.OPERATOR;
  }

  private static Lifespan ended(Lifespan life, Ruling end) {
    return new Lifespan(
        life.firstSeen(),
        life.lastSeen(),
        life.lastVerified(),
        end.at(),
        reason(end),
        life.repostCount());
  }
}
