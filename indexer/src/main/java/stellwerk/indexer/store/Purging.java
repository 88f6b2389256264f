package stellwerk.indexer.store;

import static stellwerk.indexer.store.sql.Database.Durability.KILL;
import static stellwerk.indexer.store.sql.Database.Durability.POWER_CUT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.sql.Database;

/// Takes out of the store what is no longer to be kept. In small pieces, so that nobody who writes
/// waits for long. Thread-safe.
public final class Purging {
  private static final int PIECE = 500;

  private final Database database;
  private final ChangeLog log = new ChangeLog(new PostingJson());

  public Purging(Database database) {
    this.database = database;
  }

  /// Takes postings that closed before a moment out of index and outputs.
  ///
  /// @return how many
  public int purge(Instant closedBefore, InstantSource clock) {
    return untilNoneIsLeft(() ->
        database.write(
            "purge postings",
            POWER_CUT,
            connection -> {
              List<PostingId> ids =
                  ids(
                      connection,
                      "select id from posting where purged = 0 and closed_at < ? limit " + PIECE,
                      closedBefore);
              for (PostingId id : ids) {
                execute(connection, "update posting set purged = 1 where id = ?", id);
                log.append(connection, id, new ChangeEvent.Purged(), clock.instant());
              }
              return ids.size();
            }));
  }

  /// Forgets the words of purged postings that closed before a moment. Of those that an operator
  /// ended the row stays, so that a crawl that brings them again does not open them.
  ///
  /// @return how many
  public int forget(Instant closedBefore) {
    return untilNoneIsLeft(() ->
        database.write(
            "forget purged postings",
            KILL,
            connection -> {
              List<PostingId> ids =
                  ids(
                      connection,
                      "select id from posting where purged = 1 and closed_at < ?"
                          + " and exists (select 1 from posting_text where posting = id)"
                          + " limit "
                          + PIECE,
                      closedBefore);
              for (PostingId id : ids) {
                execute(connection, "delete from posting_text where posting = ?", id);
                execute(
                    connection,
                    "delete from posting where id = ? and not exists (select 1 from ruling"
                        + " where posting = posting.id and kind in ('closed', 'takedown'))",
                    id);
              }
              return ids.size();
            }));
  }

  /// Prunes changes that were made before a moment.
  ///
  /// @param upTo the last number that nobody who follows needs any more
  /// @return how many
  public int changes(Instant before, long upTo) {
    return untilNoneIsLeft(() ->
        database.write(
            "prune the change log", KILL, connection -> pruneOnce(connection, before, upTo)));
  }

  private static int pruneOnce(Connection connection, Instant before, long upTo)
      throws SQLException {
    long last = 0;
    long lastAt = 0;
    int count = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select number, at from change where number <= ? order by number limit " + PIECE)) {
      select.setLong(1, upTo);
      try (ResultSet row = select.executeQuery()) {
        while (row.next() && row.getLong(2) < before.toEpochMilli()) {
          last = row.getLong(1);
          lastAt = Math.max(lastAt, row.getLong(2));
          count++;
        }
      }
    }
    if (count > 0) {
      try (PreparedStatement delete =
              connection.prepareStatement("delete from change where number <= ?");
          PreparedStatement note =
              connection.prepareStatement(
                  "update change_counter set pruned = ?, pruned_at = ? where one = 1")) {
        delete.setLong(1, last);
        delete.executeUpdate();
        note.setLong(1, last);
        note.setLong(2, lastAt);
        note.executeUpdate();
      }
    }
    return count;
  }

  private static int untilNoneIsLeft(IntSupplier piece) {
    int all = 0;
    int done = piece.getAsInt();
    while (done > 0) {
      all += done;
      done = piece.getAsInt();
    }
    return all;
  }

  private static List<PostingId> ids(Connection connection, String sql, Instant before)
      throws SQLException {
    List<PostingId> ids = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, before.toEpochMilli());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.add(new PostingId(row.getString(1)));
        }
      }
    }
    return ids;
  }

  private static void execute(Connection connection, String sql, PostingId id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id.value());
      statement.executeUpdate();
    }
  }
}
