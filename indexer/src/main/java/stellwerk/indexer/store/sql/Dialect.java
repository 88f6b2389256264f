package stellwerk.indexer.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// What differs between databases. SQL itself is written once, in the words that SQLite and
/// PostgreSQL share (`on conflict … do update`, `returning`).
interface Dialect extends AutoCloseable {
  /// Opens the connection that writes.
  Connection writer() throws SQLException;

  /// Opens a connection that only reads.
  Connection reader() throws SQLException;

  /// Begins a transaction on the writing connection.
  ///
  /// @param durable whether its commit must survive a power cut, not only a kill
  void begin(Connection writer, boolean durable) throws SQLException;

  /// Says in a sentence what went wrong.
  StoreException explain(String attempted, SQLException cause);

  /// Writes a copy of the whole database to a new file, while others read and write.
  void copy(Path to) throws SQLException;

  @Override
  void close();
}
