package stellwerk.indexer.store;

import static stellwerk.indexer.store.sql.Database.Durability.KILL;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stellwerk.indexer.dedupe.Keys;
import stellwerk.indexer.dedupe.Neighbours;
import stellwerk.indexer.dedupe.Signature;
import stellwerk.indexer.dedupe.SignatureCodec;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.sql.Database;

/// Signatures in SQL: nothing of them stays in memory, however many there are. Thread-safe.
///
/// Whatever is lost or was taken by another version of the signer is taken again when its posting
/// is read again.
public final class SqlNeighbours implements Neighbours {
  private static final int PAGE = 500;

  private final Database database;

  public SqlNeighbours(Database database) {
    this.database = database;
  }

  @Override
  public void put(Signature signature) {
    byte[] document = SignatureCodec.write(signature);
    long[] keys = Keys.of(signature);
    database.write(
        "keep the signature of posting " + signature.id(),
        KILL,
        connection -> {
          long number = number(connection, signature.id(), document);
          deleteKeys(connection, number);
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into signature_key (hash, number) values (?, ?)")) {
            for (long key : keys) {
              insert.setLong(1, key);
              insert.setLong(2, number);
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  private static long number(Connection connection, PostingId id, byte[] document)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into signature (number, posting, version, document)"
                + " select coalesce(max(number), 0) + 1, ?, ?, ? from signature where true"
                + " on conflict (posting) do update set version = excluded.version,"
                + " document = excluded.document returning number")) {
      upsert.setString(1, id.value());
      upsert.setInt(2, Signer.VERSION);
      upsert.setBytes(3, document);
      try (ResultSet row = upsert.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("a signature has no number");
        }
        return row.getLong(1);
      }
    }
  }

  private static void deleteKeys(Connection connection, long number) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from signature_key where number = ?")) {
      delete.setLong(1, number);
      delete.executeUpdate();
    }
  }

  @Override
  public void remove(PostingId id) {
    database.write(
        "forget the signature of posting " + id,
        KILL,
        connection -> {
          try (PreparedStatement keys =
                  connection.prepareStatement(
                      "delete from signature_key where number in"
                          + " (select number from signature where posting = ?)");
              PreparedStatement signature =
                  connection.prepareStatement("delete from signature where posting = ?")) {
            keys.setString(1, id.value());
            keys.executeUpdate();
            signature.setString(1, id.value());
            return signature.executeUpdate();
          }
        });
  }

  @Override
  public Optional<Signature> find(PostingId id) {
    return find(List.of(id)).stream().findFirst();
  }

  @Override
  public List<Signature> find(Collection<PostingId> ids) {
    List<String> all = ids.stream().map(PostingId::value).distinct().toList();
    List<Signature> found = new ArrayList<>();
    for (int at = 0; at < all.size(); at += PAGE) {
      List<String> part = all.subList(at, Math.min(all.size(), at + PAGE));
      found.addAll(read("s.posting in " + PostingRows.marks(part), part.toArray()));
    }
    return found;
  }

  @Override
  public List<Signature> like(Signature signature) {
    Object[] keys = java.util.Arrays.stream(Keys.of(signature)).boxed().toArray();
    if (keys.length == 0) {
      return List.of();
    }
    List<Object> values = new ArrayList<>(List.of(keys));
    values.add(signature.id().value());
    return read(
        "s.number in (select number from signature_key where hash in "
            + PostingRows.marks(List.of(keys))
            + ") and s.posting <> ?",
        values.toArray());
  }

  /// A purged posting is nobody's neighbour.
  private List<Signature> read(String condition, Object... values) {
    return database.read(
        "read signatures",
        connection -> {
          List<Signature> found = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select s.document from signature s join posting p"
                      + " on p.id = s.posting and p.purged = 0 where s.version = "
                      + Signer.VERSION
                      + " and "
                      + condition
                      + " order by s.posting")) {
            for (int i = 0; i < values.length; i++) {
              select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(SignatureCodec.read(row.getBytes(1)));
              }
            }
          }
          return found;
        });
  }
}
