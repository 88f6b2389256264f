package stellwerk.indexer.store.crawl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.AddressFate;
import stellwerk.crawler.verdict.CrawlReport;

/// What became of every address of a site's newest crawls: one compressed row a crawl, a line an
/// address. They are written once, as a whole, and seldom asked for; a row for each address would
/// cost every crawl more than its reports, its answers and its postings together.
final class FateRows {
  /// Of how many crawls of a site the fates are kept.
  private static final int CRAWLS = 3;

  private FateRows() {}

  static int keep(Connection connection, CrawlReport report, Map<String, String> fates)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into crawl_fates (crawl, site, started, fates) values (?, ?, ?, ?)"
                + " on conflict (crawl) do update set fates = excluded.fates")) {
      insert.setString(1, report.id().value());
      insert.setString(2, report.site().value());
      insert.setLong(3, report.started().toEpochMilli());
      insert.setBytes(4, packed(fates));
      insert.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from crawl_fates where site = ? and (select count(*) from crawl_fates later"
                + " where later.site = crawl_fates.site and later.started > crawl_fates.started)"
                + " >= ?")) {
      delete.setString(1, report.site().value());
      delete.setInt(2, CRAWLS);
      return delete.executeUpdate();
    }
  }

  static Optional<AddressFate> find(Connection connection, SiteId site, String identity)
      throws SQLException {
    String line = line(identity);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select crawl, started, fates from crawl_fates where site = ?"
                + " order by started desc, crawl desc")) {
      select.setString(1, site.value());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Optional<String> code = code(row.getBytes(3), line);
          if (code.isPresent()) {
            return Optional.of(
                new AddressFate(
                    new CrawlId(row.getString(1)),
                    Instant.ofEpochMilli(row.getLong(2)),
                    code.get()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] packed(Map<String, String> fates) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, String> fate : fates.entrySet()) {
        String line = fate.getValue() + ' ' + line(fate.getKey()) + '\n';
        zip.write(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static Optional<String> code(byte[] packed, String line) {
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(it -> it.endsWith(line) && it.indexOf(' ') == it.length() - line.length() - 1)
          .map(it -> it.substring(0, it.indexOf(' ')))
          .findFirst();
    } catch (IOException broken) {
      throw new UncheckedIOException("the fates of a crawl cannot be read", broken);
    }
  }

  /// What is asked may have a body, and that may have lines.
  private static String line(String identity) {
    return identity.replaceAll("\\R", " ");
  }
}
