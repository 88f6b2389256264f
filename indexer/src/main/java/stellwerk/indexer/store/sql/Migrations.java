package stellwerk.indexer.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Brings a schema up to date: files that are applied once, in order, and never altered.
final class Migrations {
  private static final List<String> FILES =
      List.of(
          "V001__postings_and_crawls.sql",
          "V002__rulings.sql",
          "V003__retention.sql",
          "V004__signatures.sql",
          "V005__host_troubles.sql",
          "V006__crawl_fates.sql");

  private Migrations() {}

  static void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists schema_version"
              + " (version integer primary key, name text not null, checksum text not null)");
    }
    Map<Integer, String> applied = applied(connection);
    int newest = applied.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (newest > FILES.size()) {
      throw new StoreException(
          StoreException.Kind.SCHEMA,
          "the store has schema "
              + newest
              + ", this program knows schemas up to "
              + FILES.size()
              + ": a newer program wrote it; start that one, or restore a backup made before it");
    }
    for (int version = 1; version <= FILES.size(); version++) {
      String file = FILES.get(version - 1);
      String sql = text(file);
      String checksum = sha256(sql);
      String before = applied.get(version);
      if (before == null) {
        apply(connection, version, file, sql, checksum);
      } else if (!before.equals(checksum)) {
        throw new StoreException(
            StoreException.Kind.SCHEMA,
            "migration " + file + " was altered after it was applied to this store");
      }
    }
  }

  private static void apply(
      Connection connection, int version, String file, String sql, String checksum)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin");
      try {
        for (String part : sql.split(";\n", -1)) {
          if (!part.isBlank()) {
            statement.execute(part);
          }
        }
        note(connection, version, file, checksum);
        statement.execute("commit");
      } catch (SQLException e) {
        statement.execute("rollback");
        throw e;
      }
    }
  }

  private static void note(Connection connection, int version, String file, String checksum)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into schema_version (version, name, checksum) values (?, ?, ?)")) {
      insert.setInt(1, version);
      insert.setString(2, file);
      insert.setString(3, checksum);
      insert.executeUpdate();
    }
  }

  private static Map<Integer, String> applied(Connection connection) throws SQLException {
    Map<Integer, String> applied = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select version, checksum from schema_version")) {
      while (rows.next()) {
        applied.put(rows.getInt(1), rows.getString(2));
      }
    }
    return applied;
  }

  private static String text(String file) {
    try (InputStream in =
        Migrations.class.getResourceAsStream("/stellwerk/indexer/store/" + file)) {
      if (in == null) {
        throw new IllegalStateException("migration " + file + " is not in this program");
      }
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
