package stellwerk.indexer.store.crawl;

import static stellwerk.indexer.store.sql.Database.Durability.POWER_CUT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.ledger.Ledger;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.store.ChangeLog;
import stellwerk.indexer.store.PostingJson;
import stellwerk.indexer.store.sql.Database;
import stellwerk.indexer.store.sql.JsonText;
import stellwerk.indexer.store.sql.StoreException;

/// What the owners of sites allow, in SQL. Thread-safe.
///
/// Entries are held in memory, because every posting that is shown asks for its own.
public final class SqlLedger implements Ledger {
  /// Findings kept of one site; the newest of each kind matter, the rest is history.
  private static final int FINDINGS = 20;

  private final Database database;
  private final InstantSource clock;
  private final ChangeLog log = new ChangeLog(new PostingJson());
  private final JsonText json = CrawlJson.text();
  private final AtomicReference<SortedMap<SiteId, LedgerEntry>> known;

  public SqlLedger(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.known = new AtomicReference<>(database.read("read the ledger", this::all));
  }

  @Override
  public Optional<LedgerEntry> entry(SiteId site) {
    return Optional.ofNullable(known.get().get(site));
  }

  @Override
  public List<LedgerEntry> entries() {
    return List.copyOf(known.get().values());
  }

  @Override
  public void configure(SiteId site, String name, Rights rights) {
    LedgerEntry before = known.get().get(site);
    if (before != null && before.name().equals(name) && before.rights().equals(rights)) {
      return;
    }
    Instant now = clock.instant();
    write(
        "write down the rights of " + site,
        connection -> {
          upsert(connection, site, name, rights);
          log.touchSite(connection, site.value(), "its site's rights changed", now);
          return site;
        });
  }

  /// Writes, and knows it before the commit: whoever is then told to look again must find the new
  /// rights.
  private void write(String what, Database.Work<SiteId> work) {
    try {
      database.write(
          what,
          POWER_CUT,
          connection -> {
            SiteId site = work.on(connection);
            known.set(all(connection));
            return site;
          });
    } catch (StoreException e) {
      known.set(database.read("read the ledger", this::all));
      throw e;
    }
  }

  private void upsert(Connection connection, SiteId site, String name, Rights rights)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into ledger (site, name, rights) values (?, ?, ?)"
                + " on conflict (site) do update"
                + " set name = excluded.name, rights = excluded.rights")) {
      upsert.setString(1, site.value());
      upsert.setString(2, name);
      upsert.setString(3, json.write(rights, Rights.class));
      upsert.executeUpdate();
    }
  }

  @Override
  public void note(SiteId site, Finding finding) {
    write(
        "note what " + site + " said",
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into ledger_finding (site, source, said, at) values (?, ?, ?, ?)"
                      + " on conflict (site, source, said) do update set at = excluded.at")) {
            upsert.setString(1, site.value());
            upsert.setString(2, finding.source().name());
            upsert.setString(3, finding.said());
            upsert.setLong(4, finding.at().toEpochMilli());
            upsert.executeUpdate();
            return site;
          }
        });
  }

  private SortedMap<SiteId, LedgerEntry> all(Connection connection) throws SQLException {
    SortedMap<SiteId, LedgerEntry> entries = new TreeMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("select site, name, rights from ledger");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        SiteId site = new SiteId(row.getString(1));
        Rights rights = json.read(row.getString(3), Rights.class);
        entries.put(
            site, new LedgerEntry(site, row.getString(2), rights, findings(connection, site)));
      }
    }
    return entries;
  }

  private static List<Finding> findings(Connection connection, SiteId site) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select source, said, at from ledger_finding where site = ?"
                + " order by at desc, source limit ?")) {
      select.setString(1, site.value());
      select.setInt(2, FINDINGS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          findings.add(
              new Finding(
                  Finding.Source.valueOf(row.getString(1)),
                  row.getString(2),
                  Instant.ofEpochMilli(row.getLong(3))));
        }
      }
    }
    return findings;
  }
}
