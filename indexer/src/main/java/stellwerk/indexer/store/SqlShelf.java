package stellwerk.indexer.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import stellwerk.indexer.store.sql.Database;
import stellwerk.indexer.store.sql.StoreException;

/// The shelf as rows of the store.
final class SqlShelf implements Shelf {
  private final Database database;

  SqlShelf(Database database) {
    this.database = database;
  }

  @Override
  public boolean put(String name, byte[] content, Instant at) {
    boolean added =
        database.write(
            "put " + name + " on the shelf",
            Database.Durability.POWER_CUT,
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into shelf (name, content, at) values (?, ?, ?)"
                          + " on conflict (name) do nothing")) {
                insert.setString(1, name);
                insert.setBytes(2, content);
                insert.setLong(3, at.toEpochMilli());
                return insert.executeUpdate() == 1;
              }
            });
    if (!added && !Arrays.equals(find(name).orElseThrow(), content)) {
      throw new StoreException(
          StoreException.Kind.REFUSED,
          "could not put "
              + name
              + " on the shelf: other bytes stand there under this name, and are never changed");
    }
    return added;
  }

  @Override
  public Optional<byte[]> find(String name) {
    return database.read(
        "read " + name + " from the shelf",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select content from shelf where name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty();
            }
          }
        });
  }

  @Override
  public List<String> names(String begin) {
    return database.read(
        "read names from the shelf",
        connection -> {
          List<String> names = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select name from shelf where substr(name, 1, ?) = ? order by name")) {
            select.setInt(1, begin.length());
            select.setString(2, begin);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                names.add(row.getString(1));
              }
            }
          }
          return names;
        });
  }
}
