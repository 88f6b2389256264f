package stellwerk.app.wiring;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.NearestWord;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close.State;
import stellwerk.indexer.ReviewQueue;
import stellwerk.indexer.occupation.Occupation;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;

/// An operator's desk: what waits for a decision, and decisions taken.
public final class Deciding {
  private final Wiring wiring;

  public Deciding(Wiring wiring) {
    this.wiring = wiring;
  }

  /// Postings that wait for a ruling.
  public List<ReviewQueue.Waiting> postings() {
    return wiring.reviewQueue().waiting();
  }

  /// Crawls whose closings are held until somebody confirms or discards them.
  public List<CrawlReport> heldClosings() {
    return wiring.configuration().sites().stream()
        .map(Site::id)
        .map(wiring::lastCrawl)
        .flatMap(Optional::stream)
        .filter(report -> report.close().state() == State.HELD)
        .toList();
  }

  /// That a posting belongs to an occupation.
  ///
  /// @param occupation null: the only one there is
  /// @param tier null: as the posting's words say
  /// @throws IllegalArgumentException if there is no such occupation or tier
  public Says member(@Nullable String occupation, @Nullable String tier) {
    Occupation known = occupation(occupation);
    if (tier != null && !known.tiers().containsKey(tier)) {
      throw unknown("tier", tier, List.copyOf(known.tiers().keySet()));
    }
    return new Says.Member(known.id(), tier);
  }

  /// That a posting does not belong to an occupation.
  ///
  /// @param occupation null: the only one there is
  /// @throws IllegalArgumentException if there is no such occupation
  public Says notMember(@Nullable String occupation) {
    return new Says.NotMember(occupation(occupation).id());
  }

  private Occupation occupation(@Nullable String id) {
    List<Occupation> all = wiring.configuration().occupations();
    if (id == null && all.size() == 1) {
      return all.getFirst();
    }
    List<String> known = all.stream().map(Occupation::id).toList();
    if (id == null) {
      throw new IllegalArgumentException(
          "--occupation must say which of " + String.join(", ", known) + " is meant");
    }
    return all.stream()
        .filter(occupation -> occupation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown("occupation", id, known));
  }

  private static IllegalArgumentException unknown(String what, String word, List<String> known) {
    String meant =
        NearestWord.of(word, known).map(near -> " (did you mean “" + near + "”?)").orElse("");
    return new IllegalArgumentException(
        "there is no " + what + " “" + word + "”" + meant + "; known: " + String.join(", ", known));
  }

  /// Rules on postings, carries it out, and brings the index up to date.
  ///
  /// @throws IllegalArgumentException if one of the postings is not there; then none is ruled on
  public void rule(List<String> ids, Says says, String by, String why) {
    List<PostingId> postings = ids.stream().map(PostingId::new).toList();
    for (PostingId posting : postings) {
      if (wiring.stores().postings().find(posting).isEmpty()) {
        throw new IllegalArgumentException("there is no posting " + posting);
      }
    }
    for (PostingId posting : postings) {
      wiring.decisions().give(new Ruling(posting, says, by, wiring.clock().instant(), why));
    }
    wiring.catchUp();
  }
}
