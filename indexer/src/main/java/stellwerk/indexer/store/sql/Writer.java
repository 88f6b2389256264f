package stellwerk.indexer.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// The one thread that writes: it commits what is waiting together, and never waits for more to
/// come. Thread-safe.
final class Writer {
  /// Most pieces of work in one commit, and longest time after which a commit takes no more.
  private static final int MOST = 200;

  private static final Duration LONGEST = Duration.ofMillis(50);

  private final Dialect dialect;
  private final Connection connection;
  private final BlockingQueue<Piece<?>> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean closed;

  private record Piece<T>(
      String what,
      Database.Durability durability,
      Database.Work<T> work,
      Answer<T> answer,
      boolean last) {}

  /// What became of a piece; given out only after the commit.
  private static final class Answer<T> {
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private Runnable outcome = () -> {};

    void is(T value) {
      outcome = () -> future.complete(value);
    }

    void failed(Throwable trouble) {
      outcome = () -> future.completeExceptionally(trouble);
    }

    void tell() {
      outcome.run();
    }
  }

  Writer(Dialect dialect, Connection connection) {
    this.dialect = dialect;
    this.connection = connection;
    this.thread = Thread.ofPlatform().daemon().name("store-writer").start(this::run);
  }

  <T> CompletableFuture<T> add(String what, Database.Durability durability, Database.Work<T> work) {
    Piece<T> piece = new Piece<>(what, durability, work, new Answer<>(), false);
    put(piece);
    return piece.answer.future;
  }

  private synchronized void put(Piece<?> piece) {
    if (closed) {
      throw new StoreException(
          StoreException.Kind.REFUSED, "could not " + piece.what + ": the store is closed");
    }
    closed = piece.last;
    waiting.add(piece);
  }

  private void run() {
    boolean going = true;
    while (going) {
      try {
        going = commit(batch(waiting.take()));
      } catch (InterruptedException _) {
        // Nobody interrupts this thread but a runtime that ends; what waits is then not promised.
        return;
      }
    }
  }

  private List<Piece<?>> batch(Piece<?> first) {
    List<Piece<?>> batch = new ArrayList<>();
    batch.add(first);
    waiting.drainTo(batch, MOST - 1);
    return batch;
  }

  /// Commits a batch, in several commits if it takes long; answers false after the last piece.
  private boolean commit(List<Piece<?>> batch) {
    int at = 0;
    while (at < batch.size()) {
      List<Piece<?>> done = new ArrayList<>();
      try {
        boolean durable =
            batch.subList(at, batch.size()).stream()
                .anyMatch(piece -> piece.durability == Database.Durability.POWER_CUT);
        dialect.begin(connection, durable);
        long begun = System.nanoTime();
        do {
          Piece<?> piece = batch.get(at++);
          done.add(piece);
          doOne(piece);
        } while (at < batch.size() && System.nanoTime() - begun < LONGEST.toNanos());
        execute("commit");
      } catch (SQLException e) {
        done.forEach(piece -> piece.answer.failed(dialect.explain(piece.what, e)));
        if (done.isEmpty()) {
          Piece<?> piece = batch.get(at++);
          done.add(piece);
          piece.answer.failed(dialect.explain(piece.what, e));
        }
        undo();
      }
      done.forEach(piece -> piece.answer.tell());
    }
    return batch.stream().noneMatch(Piece::last);
  }

  /// Does one piece. Its trouble undoes its own writes, not its neighbours'.
  private <T> void doOne(Piece<T> piece) throws SQLException {
    // As SQL, not through JDBC, whose savepoints would begin a transaction of their own.
    execute("savepoint piece");
    try {
      piece.answer.is(piece.work.on(connection));
    } catch (SQLException e) {
      StoreException trouble = dialect.explain(piece.what, e);
      if (trouble.kind() == StoreException.Kind.DISK_FULL) {
        throw e;
      }
      piece.answer.failed(trouble);
      execute("rollback to piece");
    } catch (RuntimeException | Error e) {
      // An error too is for whoever gave the work; this thread must go on for all others.
      piece.answer.failed(e);
      execute("rollback to piece");
    }
    execute("release piece");
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void undo() {
    try {
      execute("rollback");
    } catch (SQLException _) {
      // SQLite has rolled back by itself (disk full, I/O error): there is nothing left to undo.
    }
  }

  /// Writes what waits, then closes the connection.
  void close(Duration patience) {
    synchronized (this) {
      if (closed) {
        return;
      }
      put(
          new Piece<>(
              "close the store", Database.Durability.POWER_CUT, _ -> true, new Answer<>(), true));
    }
    try {
      thread.join(patience);
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw dialect.explain("close the store", e);
    }
  }
}
