package stellwerk.indexer.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/// SQLite in a file, with a write-ahead log, so that readers and the writer do not wait for each
/// other.
final class SqliteDialect implements Dialect {
  private static final int BUSY_MILLIS = 10_000;

  private final Path file;
  private final FolderLock lock;

  SqliteDialect(Path file) {
    this.file = file;
    this.lock = FolderLock.take(file);
  }

  @Override
  public Connection writer() throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  @Override
  public Connection reader() throws SQLException {
    SQLiteConfig config = config();
    // Not setReadOnly: a read-only connection cannot open a write-ahead log that nobody has open.
    config.setOpenMode(SQLiteOpenMode.READWRITE);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma query_only = true");
    }
    return connection;
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setCacheSize(-16_000);
    config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "MEMORY");
    return config;
  }

  @Override
  public void begin(Connection writer, boolean durable) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      // FULL syncs the log at every commit; NORMAL may lose the last commits in a power cut, never
      // in a kill, and never damages the file.
      statement.execute("pragma synchronous = " + (durable ? "full" : "normal"));
      statement.execute("begin immediate");
    }
  }

  @Override
  public StoreException explain(String attempted, SQLException cause) {
    SQLiteErrorCode code =
        cause instanceof SQLiteException it ? it.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    // Extended codes carry their family in the lowest byte (sqlite.org/rescode.html).
    int family = code.code & 0xff;
    if (family == SQLiteErrorCode.SQLITE_FULL.code) {
      return new StoreException(
          StoreException.Kind.DISK_FULL,
          "could not "
              + attempted
              + ": no room is left on the disk of "
              + file.toAbsolutePath()
              + "; nothing was lost, free some space and try again",
          cause);
    }
    return new StoreException(
        StoreException.Kind.BROKEN,
        "could not " + attempted + " in " + file.toAbsolutePath() + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public void copy(Path to) throws SQLException {
    copy(file, to);
  }

  /// Copies over a connection of its own: readers may not run it, and the writer would hold others
  /// up. Whoever holds the folder's lock is not disturbed.
  static void copy(Path file, Path to) throws SQLException {
    try (Connection own = config().createConnection("jdbc:sqlite:" + file);
        PreparedStatement statement = own.prepareStatement("vacuum into ?")) {
      statement.setString(1, to.toString());
      statement.execute();
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
