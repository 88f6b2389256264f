package stellwerk.indexer.store.crawl;

import java.sql.PreparedStatement;
import java.time.Instant;
import stellwerk.indexer.store.sql.Database;

/// Forgets what crawls left behind and nobody asks for any more. Thread-safe.
public final class CrawlPruning {
  private final Database database;

  public CrawlPruning(Database database) {
    this.database = database;
  }

  /// Prunes reports of crawls that started before a moment. The newest of each site stay, and those
  /// whose closings wait for an operator.
  ///
  /// @param newest how many of each site stay, however old they are
  /// @return how many were pruned
  public int reports(Instant before, int newest) {
    return prune(
        "prune reports of crawls",
        "delete from crawl_report where started < ? and (select count(*) from crawl_report later"
            + " where later.site = crawl_report.site and later.started > crawl_report.started) >= "
            + newest
            + " and id not in (select crawl from held_closing)",
        before);
  }

  /// Forgets answers that were read before a moment. Whoever asks again reads the page again.
  ///
  /// @return how many were forgotten
  public int answers(Instant before) {
    return prune("forget old answers", "delete from answer where at < ?", before);
  }

  /// Forgets robots files that expired, and pauses of hosts that ended, before a moment.
  public int hosts(Instant before) {
    return prune("forget robots files", "delete from robots_copy where expires < ?", before)
        + prune("forget pauses", "delete from host_pause where until < ?", before);
  }

  /// Forgets orders that were obeyed and given before a moment.
  public int orders(Instant before) {
    return prune("forget orders", "delete from site_order where taken = 1 and at < ?", before);
  }

  private int prune(String what, String sql, Instant before) {
    return database.write(
        what,
        Database.Durability.KILL,
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, before.toEpochMilli());
            return delete.executeUpdate();
          }
        });
  }
}
