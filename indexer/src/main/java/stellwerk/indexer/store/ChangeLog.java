package stellwerk.indexer.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Writes changes into the one numbered log, within the transaction of whoever changed something.
///
/// A number is taken from a counter row, not from a sequence: the row stays locked until the
/// commit, so numbers become visible in order and nobody who reads "after 41" ever misses 42.
public final class ChangeLog {
  private final PostingJson json;

  public ChangeLog(PostingJson json) {
    this.json = json;
  }

  /// Appends a change; call it as the last step of a transaction. It is never older than the one
  /// before it: whoever asks "what came after noon" must not miss one that was begun before.
  public long append(Connection connection, PostingId posting, ChangeEvent event, Instant at)
      throws SQLException {
    long number = next(connection);
    long time = Math.max(at.toEpochMilli(), timeOf(connection, number - 1));
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into change (number, posting, event, at) values (?, ?, ?, ?)");
        PreparedStatement update =
            connection.prepareStatement("update posting set change_number = ? where id = ?")) {
      insert.setLong(1, number);
      insert.setString(2, posting.value());
      insert.setString(3, json.write(event));
      insert.setLong(4, time);
      insert.executeUpdate();
      update.setLong(1, number);
      update.setString(2, posting.value());
      update.executeUpdate();
    }
    return number;
  }

  private static long timeOf(Connection connection, long number) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select at from change where number = ?")) {
      select.setLong(1, number);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : Long.MIN_VALUE;
      }
    }
  }

  /// Tells followers to look again at the open postings of a vacancy, except one.
  void touchOthers(
      Connection connection, VacancyId vacancy, PostingId except, String why, Instant at)
      throws SQLException {
    for (PostingId other : others(connection, vacancy, except, " and closed_at is null")) {
      append(connection, other, new ChangeEvent.Touched(why), at);
    }
  }

  /// Tells followers to look again at all postings of a vacancy that one left: closed ones name the
  /// open ones of their vacancy, and nobody else may be left in it.
  void touchLeft(Connection connection, VacancyId vacancy, PostingId except, String why, Instant at)
      throws SQLException {
    for (PostingId other : others(connection, vacancy, except, " and purged = 0")) {
      append(connection, other, new ChangeEvent.Touched(why), at);
    }
  }

  /// Tells followers to look again at all open postings of a site.
  public void touchSite(Connection connection, String site, String why, Instant at)
      throws SQLException {
    List<PostingId> ids = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("select id from posting where site = ? and purged = 0")) {
      select.setString(1, site);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(new PostingId(rows.getString(1)));
        }
      }
    }
    for (PostingId id : ids) {
      append(connection, id, new ChangeEvent.Touched(why), at);
    }
  }

  private static List<PostingId> others(
      Connection connection, VacancyId vacancy, PostingId except, String which)
      throws SQLException {
    List<PostingId> ids = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from posting where vacancy = ? and id <> ?" + which)) {
      select.setString(1, vacancy.value());
      select.setString(2, except.value());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(new PostingId(rows.getString(1)));
        }
      }
    }
    return ids;
  }

  private static long next(Connection connection) throws SQLException {
    try (PreparedStatement raise =
            connection.prepareStatement(
                "update change_counter set number = number + 1 where one = 1 returning number");
        ResultSet row = raise.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the change counter has no row");
      }
      return row.getLong(1);
    }
  }
}
