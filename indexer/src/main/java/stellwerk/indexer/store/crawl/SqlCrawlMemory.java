package stellwerk.indexer.store.crawl;

import static stellwerk.indexer.store.sql.Database.Durability.KILL;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;
import stellwerk.crawler.fetch.CrawlMemory;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.store.sql.Database;
import stellwerk.indexer.store.sql.JsonText;

/// What a crawler remembers between crawls, in SQL. Thread-safe.
///
/// A power cut may cost the last seconds: then a page is asked once more than needed.
public final class SqlCrawlMemory implements CrawlMemory {
  private final Database database;
  private final JsonText json = CrawlJson.text();

  public SqlCrawlMemory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Remembered> answer(SiteId site, String identity) {
    return database.read(
        "read what is remembered of " + identity,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select document from answer where site = ? and identity = ?")) {
            select.setString(1, site.value());
            select.setString(2, identity);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(json.read(row.getString(1), Remembered.class))
                  : Optional.<Remembered>empty();
            }
          }
        });
  }

  @Override
  public void remember(SiteId site, String identity, Remembered answer) {
    String document = json.write(answer, Remembered.class);
    database.write(
        "remember " + identity,
        KILL,
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into answer (site, identity, document, at) values (?, ?, ?, ?)"
                      + " on conflict (site, identity) do update"
                      + " set document = excluded.document, at = excluded.at")) {
            upsert.setString(1, site.value());
            upsert.setString(2, identity);
            upsert.setString(3, document);
            upsert.setLong(4, answer.at().toEpochMilli());
            return upsert.executeUpdate();
          }
        });
  }

  @Override
  public void forget(SiteId site, String identity) {
    database.write(
        "forget " + identity,
        KILL,
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from answer where site = ? and identity = ?")) {
            delete.setString(1, site.value());
            delete.setString(2, identity);
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public Optional<RobotsCopy> robots(String authority) {
    return database.read(
        "read the robots file of " + authority,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select status, body, at, expires from robots_copy where authority = ?")) {
            select.setString(1, authority);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new RobotsCopy(
                          row.getInt(1),
                          row.getString(2),
                          Instant.ofEpochMilli(row.getLong(3)),
                          Instant.ofEpochMilli(row.getLong(4))))
                  : Optional.<RobotsCopy>empty();
            }
          }
        });
  }

  @Override
  public void rememberRobots(String authority, RobotsCopy copy) {
    database.write(
        "remember the robots file of " + authority,
        KILL,
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into robots_copy (authority, status, body, at, expires)"
                      + " values (?, ?, ?, ?, ?) on conflict (authority) do update"
                      + " set status = excluded.status, body = excluded.body, at = excluded.at,"
                      + " expires = excluded.expires")) {
            upsert.setString(1, authority);
            upsert.setInt(2, copy.status());
            upsert.setString(3, copy.body());
            upsert.setLong(4, copy.at().toEpochMilli());
            upsert.setLong(5, millis(copy.expires()));
            return upsert.executeUpdate();
          }
        });
  }

  @Override
  public Troubles troubles(String hostKey) {
    return database.read(
        "read how " + hostKey + " has fared",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select in_a_row, level, why, suspended from host_troubles where host = ?")) {
            select.setString(1, hostKey);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? new Troubles(row.getInt(1), row.getInt(2), row.getString(3), row.getInt(4) == 1)
                  : Troubles.NONE;
            }
          }
        });
  }

  @Override
  public void rememberTroubles(String hostKey, Troubles troubles) {
    database.write(
        "remember how " + hostKey + " has fared",
        KILL,
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into host_troubles (host, in_a_row, level, why, suspended)"
                      + " values (?, ?, ?, ?, ?) on conflict (host) do update"
                      + " set in_a_row = excluded.in_a_row, level = excluded.level,"
                      + " why = excluded.why, suspended = excluded.suspended")) {
            upsert.setString(1, hostKey);
            upsert.setInt(2, troubles.inARow());
            upsert.setInt(3, troubles.level());
            upsert.setString(4, troubles.why());
            upsert.setInt(5, troubles.suspended() ? 1 : 0);
            return upsert.executeUpdate();
          }
        });
  }

  @Override
  public Instant pausedUntil(String hostKey) {
    return database.read(
        "read the pause of " + hostKey,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select until from host_pause where host = ?")) {
            select.setString(1, hostKey);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Instant.ofEpochMilli(row.getLong(1)) : Instant.MIN;
            }
          }
        });
  }

  @Override
  public void pause(String hostKey, Instant until, String why) {
    database.write(
        "pause " + hostKey,
        KILL,
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into host_pause (host, until, why) values (?, ?, ?)"
                      + " on conflict (host) do update"
                      + " set until = excluded.until, why = excluded.why")) {
            upsert.setString(1, hostKey);
            upsert.setLong(2, millis(until));
            upsert.setString(3, why);
            return upsert.executeUpdate();
          }
        });
  }

  /// Somebody may say "for ever"; that is further off than milliseconds reach.
  private static long millis(Instant instant) {
    Instant last = Instant.ofEpochMilli(Long.MAX_VALUE);
    return instant.isAfter(last) ? Long.MAX_VALUE : instant.toEpochMilli();
  }
}
