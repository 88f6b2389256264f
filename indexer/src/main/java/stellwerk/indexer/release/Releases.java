package stellwerk.indexer.release;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import stellwerk.crawler.ledger.Ledger;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Posting;

/// Lets postings out, as far as their sites' owners allow. Thread-safe if its ledger is.
public final class Releases {
  private final Ledger ledger;

  public Releases(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Releases a posting for one outlet.
  ///
  /// @param keyed whether the asker holds a `read` or `export` key, who may see quotes from the
  ///   description
  /// @param alsoAt the other open postings of its vacancy
  public Release release(
      Posting posting, Outlet outlet, boolean keyed, List<ShownPosting.AlsoAt> alsoAt) {
    LedgerEntry entry = ledger.entry(posting.site()).orElse(null);
    if (entry == null) {
      return new Release.Withheld(Release.Reason.NO_LEDGER_ENTRY);
    }
    if (!posting.lifespan().active() && outlet != Outlet.EXPORT) {
      return new Release.Withheld(Release.Reason.CLOSED);
    }
    if (posting.lifespan().active() && posting.flags().contains(Flag.SITE_STALE)) {
      return new Release.Withheld(Release.Reason.SITE_STALE);
    }
    if (posting.lifespan().active() && posting.flags().contains(Flag.TOO_OLD)) {
      return new Release.Withheld(Release.Reason.TOO_OLD);
    }
    if (outlet == Outlet.ISSUE && entry.rights().commercialLink()) {
      return new Release.Withheld(Release.Reason.COMMERCIAL_LINK);
    }
    if (!allows(entry.rights(), outlet)) {
      return new Release.Withheld(Release.Reason.OUTLET_NOT_ALLOWED);
    }
    return new Release.Shown(new ShownPosting(posting, entry, keyed, alsoAt));
  }

  /// The outlets at which a posting may appear now; the index carries them, so that counts and
  /// paging agree with what is shown.
  public Set<Outlet> outlets(Posting posting) {
    Set<Outlet> allowed = EnumSet.noneOf(Outlet.class);
    for (Outlet outlet : Outlet.values()) {
      if (release(posting, outlet, false, List.of()) instanceof Release.Shown) {
        allowed.add(outlet);
      }
    }
    return allowed;
  }

  private static boolean allows(Rights rights, Outlet outlet) {
    return rights.outlets().isEmpty() || rights.outlets().contains(outlet.key());
  }
}
