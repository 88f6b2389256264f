package stellwerk.indexer.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A database with one writer and a few readers. Thread-safe.
///
/// Both work on platform threads of their own: a native call holds the thread that carries a
/// virtual one, and two of them waiting would stop every virtual thread of a small machine.
public final class Database implements AutoCloseable {
  private static final int READERS = 4;
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final Dialect dialect;
  private final Writer writer;
  private final ExecutorService readers;
  private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(READERS);

  /// Work on a connection. What it throws undoes what it wrote.
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /// How much a commit must survive.
  public enum Durability {
    /// A kill and a power cut: postings and changes, which cannot be guessed again.
    POWER_CUT,
    /// A kill: what a crawler may ask again.
    KILL
  }

  private Database(Dialect dialect) {
    this.dialect = dialect;
    List<Connection> opened = new ArrayList<>();
    try {
      Connection writing = dialect.writer();
      opened.add(writing);
      Migrations.apply(writing);
      for (int i = 0; i < READERS; i++) {
        Connection reading = dialect.reader();
        opened.add(reading);
        idle.add(reading);
      }
      writer = new Writer(dialect, writing);
    } catch (SQLException e) {
      StoreException trouble = dialect.explain("open the store", e);
      closeAll(opened, trouble);
      throw trouble;
    } catch (StoreException e) {
      closeAll(opened, e);
      throw e;
    }
    readers =
        Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().daemon().name("store-reader-", 0).factory());
  }

  private void closeAll(List<Connection> opened, StoreException trouble) {
    for (Connection connection : opened) {
      try {
        connection.close();
      } catch (SQLException e) {
        trouble.addSuppressed(e);
      }
    }
    dialect.close();
  }

  /// Opens a file of SQLite, creating it where there is none, and brings its schema up to date.
  ///
  /// @throws StoreException if another process holds it, or a newer program wrote it
  public static Database sqlite(Path file) {
    return new Database(new SqliteDialect(file));
  }

  /// Reads. Must not be called by work that reads or writes.
  ///
  /// @param what what is attempted, for the sentence if it fails: "read postings"
  public <T> T read(String what, Work<T> work) {
    return join(CompletableFuture.supplyAsync(() -> onReader(what, work), readers));
  }

  private <T> T onReader(String what, Work<T> work) {
    Connection connection = idle.remove();
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw dialect.explain(what, e);
    } finally {
      idle.add(connection);
    }
  }

  /// Writes in one transaction, possibly together with others that wait; when this returns, it is
  /// on the disk. If the work throws, nothing of it was written.
  public <T> T write(String what, Durability durability, Work<T> work) {
    return join(writer.add(what, durability, work));
  }

  /// Writes a copy of everything to a new file, while others read and write.
  public void copyTo(Path file) {
    read(
        "copy the store to " + file,
        _ -> {
          dialect.copy(file);
          return file;
        });
  }

  /// Writes a copy of a file of SQLite to a new file, while another process reads and writes it.
  ///
  /// @throws StoreException if it cannot be read, or the copy cannot be written
  public static void copy(Path file, Path to) {
    try {
      SqliteDialect.copy(file, to);
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Kind.BROKEN,
          "could not copy the store " + file + " to " + to + ": " + e.getMessage(),
          e);
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException trouble) {
        throw trouble;
      }
      throw e;
    }
  }

  /// Writes what waits, then closes. Later calls fail.
  @Override
  public void close() {
    readers.close();
    writer.close(CLOSING);
    List<Connection> rest = new ArrayList<>();
    idle.drainTo(rest);
    StoreException trouble = new StoreException(StoreException.Kind.BROKEN, "could not close");
    closeAll(rest, trouble);
    if (trouble.getSuppressed().length > 0) {
      throw trouble;
    }
  }
}
