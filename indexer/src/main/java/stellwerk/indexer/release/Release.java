package stellwerk.indexer.release;

/// What the ledger leaves of a posting for one outlet.
public sealed interface Release {
  record Shown(ShownPosting posting) implements Release {}

  record Withheld(Reason reason) implements Release {}

  /// Why a posting does not appear (`hidden_by` in the API).
  enum Reason {
    /// The site has no ledger entry.
    NO_LEDGER_ENTRY,
    /// The ledger does not name this outlet.
    OUTLET_NOT_ALLOWED,
    /// A tracked, paid or referral link, which never enters an issue.
    COMMERCIAL_LINK,
    CLOSED,
    /// The site's crawls are too old to believe that it is still open.
    SITE_STALE,
    /// Too old without a date.
    TOO_OLD
  }
}
