package stellwerk.indexer.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.sql.Database;

/// Rulings in SQL, a row each. Thread-safe.
public final class SqlRulings implements Rulings {
  private static final String SELECT =
      "select posting, kind, about, tier, by_whom, at, why from ruling ";

  private final Database database;

  public SqlRulings(Database database) {
    this.database = database;
  }

  /// What is said, in columns.
  private record Row(String kind, @Nullable String about, @Nullable String tier) {
    static Row of(Says says) {
      return switch (says) {
        case Says.Same(PostingId other) -> new Row("same", other.value(), null);
        case Says.NotSame() -> new Row("not_same", null, null);
        case Says.Member(String occupation, String tier) -> new Row("member", occupation, tier);
        case Says.NotMember(String occupation) -> new Row("not_member", occupation, null);
        case Says.Closed() -> new Row("closed", null, null);
        case Says.Takedown() -> new Row("takedown", null, null);
      };
    }

    Says says() {
      String whom = String.valueOf(about);
      return switch (kind) {
        case "same" -> new Says.Same(new PostingId(whom));
        case "not_same" -> new Says.NotSame();
        case "member" -> new Says.Member(whom, tier);
        case "not_member" -> new Says.NotMember(whom);
        case "closed" -> new Says.Closed();
        case "takedown" -> new Says.Takedown();
        default -> throw new IllegalStateException("nobody rules " + kind);
      };
    }
  }

  @Override
  public void give(Ruling ruling) {
    Row row = Row.of(ruling.says());
    database.write(
        "keep a ruling about " + ruling.posting(),
        Database.Durability.POWER_CUT,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into ruling (number, posting, kind, about, tier, by_whom, at, why)"
                      + " select coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ? from ruling")) {
            insert.setString(1, ruling.posting().value());
            insert.setString(2, row.kind());
            insert.setString(3, row.about());
            insert.setString(4, row.tier());
            insert.setString(5, ruling.by());
            insert.setLong(6, ruling.at().toEpochMilli());
            insert.setString(7, ruling.why());
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public List<Ruling> about(PostingId posting) {
    return database.read(
        "read the rulings about " + posting,
        connection -> select(connection, "where posting = ? order by number", posting.value()));
  }

  @Override
  public List<Ruling> all() {
    return database.read("read rulings", connection -> select(connection, "order by number", null));
  }

  @Override
  public List<Ruling> ofVacancies() {
    return database.read(
        "read rulings about vacancies",
        connection ->
            select(connection, "where kind in ('same', 'not_same') order by number", null));
  }

  private static List<Ruling> select(
      Connection connection, String condition, @Nullable String value) throws SQLException {
    List<Ruling> rulings = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
      if (value != null) {
        select.setString(1, value);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          var said = new Row(row.getString("kind"), row.getString("about"), row.getString("tier"));
          rulings.add(
              new Ruling(
                  new PostingId(row.getString("posting")),
                  said.says(),
                  row.getString("by_whom"),
                  Instant.ofEpochMilli(row.getLong("at")),
                  row.getString("why")));
        }
      }
    }
    return rulings;
  }
}
