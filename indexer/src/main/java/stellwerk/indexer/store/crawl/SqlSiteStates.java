package stellwerk.indexer.store.crawl;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.SiteCause;
import stellwerk.crawler.verdict.SiteHealth;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.crawler.verdict.SiteStates;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.store.sql.Database;

/// How sites were when somebody last looked, in SQL. Thread-safe.
public final class SqlSiteStates implements SiteStates {
  private final Database database;

  public SqlSiteStates(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Noted> find(SiteId site) {
    return database.read(
        "read how site " + site + " is",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select state, cause, detail, verdict, crawl, since, told_at, resumed_at"
                      + " from site_state where site = ?")) {
            select.setString(1, site.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(noted(row)) : Optional.<Noted>empty();
            }
          }
        });
  }

  private static Noted noted(ResultSet row) throws SQLException {
    String cause = row.getString("cause");
    String verdict = row.getString("verdict");
    String crawl = row.getString("crawl");
    return new Noted(
        new SiteHealth(
            SiteState.valueOf(row.getString("state")),
            cause == null ? null : SiteCause.valueOf(cause),
            row.getString("detail"),
            verdict == null ? null : Verdict.valueOf(verdict),
            crawl == null ? null : new CrawlId(crawl)),
        Instant.ofEpochMilli(row.getLong("since")),
        instant(row, "told_at"),
        instant(row, "resumed_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  @Override
  public void note(SiteId site, Noted noted) {
    SiteHealth health = noted.health();
    SiteCause cause = health.cause();
    Verdict verdict = health.verdict();
    CrawlId crawl = health.crawl();
    database.write(
        "note how site " + site + " is",
        Database.Durability.POWER_CUT,
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  """
                  insert into site_state
                    (site, state, cause, detail, verdict, crawl, since, told_at, resumed_at)
                  values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                  on conflict (site) do update set state = excluded.state, cause = excluded.cause,
                    detail = excluded.detail, verdict = excluded.verdict, crawl = excluded.crawl,
                    since = excluded.since, told_at = excluded.told_at,
                    resumed_at = excluded.resumed_at
                  """)) {
            upsert.setString(1, site.value());
            upsert.setString(2, health.state().name());
            upsert.setString(3, cause == null ? null : cause.name());
            upsert.setString(4, health.detail());
            upsert.setString(5, verdict == null ? null : verdict.name());
            upsert.setString(6, crawl == null ? null : crawl.value());
            upsert.setLong(7, noted.since().toEpochMilli());
            upsert.setObject(8, millis(noted.toldAt()));
            upsert.setObject(9, millis(noted.resumedAt()));
            return upsert.executeUpdate();
          }
        });
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : Long.valueOf(instant.toEpochMilli());
  }
}
