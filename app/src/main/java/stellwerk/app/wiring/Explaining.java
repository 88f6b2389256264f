package stellwerk.app.wiring;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.AddressFate;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.Explanations.Explanation;
import stellwerk.indexer.posting.PostingId;
import stellwerk.search.catalogue.Listing;

/// Says why a posting, or an address, is where it is.
public final class Explaining {
  /// How many reports back an address is looked for.
  private static final int REPORTS = 10;

  /// How many hits of a search are looked through.
  private static final int HITS = 1000;

  private final Wiring wiring;

  public Explaining(Wiring wiring) {
    this.wiring = wiring;
  }

  /// What a site's crawls know of an address.
  ///
  /// @param site at which it was met
  /// @param fate what became of it in the newest crawl that knew it; null if that is not kept
  /// @param read what was read there last; null if it never was
  /// @param notes what reports say of it, newest first
  public record Met(
      SiteId site, @Nullable AddressFate fate, @Nullable Remembered read, List<Note> notes) {
    public Met {
      notes = List.copyOf(notes);
    }
  }

  /// A line of a report.
  public record Note(CrawlReport report, String line) {}

  /// Where a posting stands in the answer to a question.
  ///
  /// @param position from 1; 0 if it is not among the hits that can be paged to
  public record Rank(int position, long of) {}

  /// The postings that an id or an address means.
  public List<Explanation> postings(String idOrAddress) {
    return isAddress(idOrAddress)
        ? wiring.explanations().at(URI.create(idOrAddress))
        : wiring.explanations().of(new PostingId(idOrAddress)).stream().toList();
  }

  /// Where an address was met, and what became of it there.
  public List<Met> met(String address) {
    List<Met> met = new ArrayList<>();
    if (!isAddress(address)) {
      return met;
    }
    for (Site site : wiring.configuration().sites()) {
      @Nullable Remembered read = wiring.remembered(site.id(), address).orElse(null);
      List<Note> notes = new ArrayList<>();
      for (CrawlReport report : wiring.lastCrawls(site.id(), REPORTS)) {
        report.notes().stream()
            .filter(line -> line.contains(address))
            .forEach(line -> notes.add(new Note(report, line)));
      }
      @Nullable AddressFate fate = wiring.history().fate(site.id(), address).orElse(null);
      if (fate != null || read != null || !notes.isEmpty()) {
        met.add(new Met(site.id(), fate, read, notes));
      }
    }
    return met;
  }

  private static boolean isAddress(String words) {
    return words.startsWith("http:") || words.startsWith("https:");
  }

  /// Where a posting stands among the hits of a search.
  ///
  /// @param occupation among whose vacancies; null: all
  public Rank rank(PostingId posting, String words, @Nullable String occupation) {
    Listing listing = new Asking(wiring).search(words, occupation, HITS);
    List<Listing.Entry> entries = listing.entries();
    Optional<Integer> at =
        java.util.stream.IntStream.range(0, entries.size())
            .boxed()
            .filter(i -> entries.get(i).posting().id().equals(posting))
            .findFirst();
    return new Rank(at.map(i -> i + 1).orElse(0), listing.total());
  }

  /// The newest crawl of a site.
  public Optional<CrawlReport> lastCrawl(SiteId site) {
    return wiring.lastCrawl(site);
  }
}
