package stellwerk.app.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.NearestWord;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close.State;
import stellwerk.indexer.ReviewQueue;
import stellwerk.indexer.occupation.Occupation;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.store.Kept;

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
    return wiring.stores().standings().heldCrawls().stream()
        .map(wiring::report)
        .flatMap(Optional::stream)
        .filter(report -> report.close().state() == State.HELD)
        .toList();
  }

  /// The postings that a held crawl would close, and why.
  public Map<PostingId, ClosedReason> wouldClose(CrawlId crawl) {
    return wiring.stores().standings().held(crawl);
  }

  /// A posting as it is kept.
  public Optional<Posting> posting(PostingId id) {
    return wiring.stores().postings().find(id).map(Kept::posting);
  }

  /// Carries out what a held crawl would close.
  ///
  /// @return its report as it now stands; empty if no closing of that crawl is held
  public Optional<CrawlReport> confirm(CrawlId crawl) {
    return decided(wiring.closings().confirm(crawl));
  }

  /// Forgets what a held crawl would close.
  ///
  /// @return its report as it now stands; empty if no closing of that crawl is held
  public Optional<CrawlReport> discard(CrawlId crawl) {
    return decided(wiring.closings().discard(crawl));
  }

  private Optional<CrawlReport> decided(Optional<CrawlReport> report) {
    report
        .flatMap(it -> wiring.configuration().site(it.site()))
        .ifPresent(site -> wiring.upkeep().afterCrawl(site));
    wiring.catchUp();
    return report;
  }

  /// Keeps a site from being crawled, or lets it be crawled again.
  public void pause(Site site, boolean paused, String by) {
    wiring
        .orders()
        .give(
            paused ? new SiteOrders.Order.Pause(site.id()) : new SiteOrders.Order.Resume(site.id()),
            by);
    wiring.upkeep().afterCrawl(site);
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
