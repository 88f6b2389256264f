package stellwerk.indexer.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Reads and moves which vacancies postings are in, in their rows alone.
final class VacancyRows {
  private VacancyRows() {}

  static Map<PostingId, VacancyId> of(Connection connection, Collection<PostingId> ids)
      throws SQLException {
    Map<PostingId, VacancyId> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, vacancy from posting where purged = 0 and id in "
                + PostingRows.marks(ids))) {
      int i = 1;
      for (PostingId id : ids) {
        select.setString(i++, id.value());
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(new PostingId(row.getString(1)), new VacancyId(row.getString(2)));
        }
      }
    }
    return found;
  }

  /// Moves postings, and tells of them and of those that they leave or join.
  static int move(Connection connection, ChangeLog log, Map<PostingId, VacancyId> moves, Instant at)
      throws SQLException {
    Set<VacancyId> concerned = new LinkedHashSet<>();
    for (PostingId id : moves.keySet()) {
      concerned.addAll(of(connection, List.of(id)).values());
    }
    concerned.addAll(moves.values());
    try (PreparedStatement update =
        connection.prepareStatement("update posting set vacancy = ? where id = ?")) {
      for (var move : moves.entrySet()) {
        update.setString(1, move.getValue().value());
        update.setString(2, move.getKey().value());
        update.executeUpdate();
      }
    }
    for (var move : moves.entrySet()) {
      log.append(
          connection,
          move.getKey(),
          new ChangeEvent.Touched("moved to vacancy " + move.getValue()),
          at);
    }
    for (PostingId other : members(connection, concerned)) {
      if (!moves.containsKey(other)) {
        log.append(
            connection, other, new ChangeEvent.Touched("its vacancy's postings changed"), at);
      }
    }
    return moves.size();
  }

  /// Closed ones too: they name the open ones of their vacancy.
  private static List<PostingId> members(Connection connection, Collection<VacancyId> vacancies)
      throws SQLException {
    List<PostingId> members = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from posting where vacancy = ? and purged = 0" + " order by id")) {
      for (VacancyId vacancy : vacancies) {
        select.setString(1, vacancy.value());
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            members.add(new PostingId(row.getString(1)));
          }
        }
      }
    }
    return members;
  }
}
