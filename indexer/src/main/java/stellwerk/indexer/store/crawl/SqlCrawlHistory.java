package stellwerk.indexer.store.crawl;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.AddressFate;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.store.sql.Database;
import stellwerk.indexer.store.sql.JsonText;

/// The reports of crawls, in SQL. Thread-safe.
public final class SqlCrawlHistory implements CrawlHistory {
  private final Database database;
  private final JsonText json = CrawlJson.text();

  public SqlCrawlHistory(Database database) {
    this.database = database;
  }

  @Override
  public void add(CrawlReport report) {
    write("keep", report);
  }

  @Override
  public void replace(CrawlReport report) {
    write("replace", report);
  }

  private void write(String verb, CrawlReport report) {
    database.write(
        verb + " the report of " + report.id(),
        Database.Durability.POWER_CUT,
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into crawl_report (id, site, started, report) values (?, ?, ?, ?)"
                      + " on conflict (id) do update set report = excluded.report")) {
            upsert.setString(1, report.id().value());
            upsert.setString(2, report.site().value());
            upsert.setLong(3, report.started().toEpochMilli());
            upsert.setString(4, json.write(report, CrawlReport.class));
            return upsert.executeUpdate();
          }
        });
  }

  @Override
  public List<CrawlReport> latest(SiteId site, int limit) {
    return database.read(
        "read reports",
        connection -> {
          List<CrawlReport> reports = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select report from crawl_report where site = ?"
                      + " order by started desc, id desc limit ?")) {
            select.setString(1, site.value());
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                reports.add(json.read(row.getString(1), CrawlReport.class));
              }
            }
          }
          return reports;
        });
  }

  @Override
  public Optional<CrawlReport> find(CrawlId id) {
    return database.read(
        "read the report of " + id,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select report from crawl_report where id = ?")) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(json.read(row.getString(1), CrawlReport.class))
                  : Optional.<CrawlReport>empty();
            }
          }
        });
  }

  @Override
  public void keepFates(CrawlReport report, Map<String, String> fates) {
    database.write(
        "keep what became of the addresses of " + report.id(),
        Database.Durability.KILL,
        connection -> FateRows.keep(connection, report, fates));
  }

  @Override
  public Optional<AddressFate> fate(SiteId site, String identity) {
    return database.read(
        "read what became of an address", connection -> FateRows.find(connection, site, identity));
  }
}
