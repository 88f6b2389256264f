package stellwerk.indexer.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.indexer.store.sql.Database.Durability;

class DatabaseTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("stellwerk.db");
  }

  private static int execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from shelf")) {
      return row.next() ? row.getInt(1) : -1;
    }
  }

  private static int put(Connection connection, String name, int bytes) throws SQLException {
    return execute(
        connection, "insert into shelf values ('" + name + "', zeroblob(" + bytes + "), 0)");
  }

  private static void write(Database database, Database.Work<Integer> work) {
    database.write("write a test", Durability.POWER_CUT, work);
  }

  @Test
  void aSecondProcessGetsOneClearSentence() {
    try (Database _ = Database.sqlite(file())) {
      StoreException trouble =
          catchThrowableOfType(StoreException.class, () -> Database.sqlite(file()));

      assertThat(trouble.kind()).isEqualTo(StoreException.Kind.IN_USE);
      assertThat(trouble)
          .hasMessage(
              "data folder "
                  + folder.toAbsolutePath()
                  + " is in use by process "
                  + ProcessHandle.current().pid()
                  + "; stop it first, or use another data folder");
    }

    Database.sqlite(file()).close();
  }

  @Test
  void aNewerSchemaIsRefusedInASentenceAndTheLockGivenBack() {
    try (Database database = Database.sqlite(file())) {
      write(database, it -> execute(it, "insert into schema_version values (7, 'V007', 'x')"));
    }

    for (int i = 0; i < 2; i++) {
      StoreException trouble =
          catchThrowableOfType(StoreException.class, () -> Database.sqlite(file()));
      assertThat(trouble.kind()).isEqualTo(StoreException.Kind.SCHEMA);
      assertThat(trouble)
          .hasMessageContaining("has schema 7")
          .hasMessageContaining("newer program");
    }
  }

  @Test
  void anAlteredMigrationIsRefused() {
    try (Database database = Database.sqlite(file())) {
      write(database, it -> execute(it, "update schema_version set checksum = 'other'"));
    }

    assertThatThrownBy(() -> Database.sqlite(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("was altered after it was applied");
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws Exception {
    Files.writeString(
        file(), "this is a text, and a long one, not a database of any kind. ".repeat(99));

    assertThatThrownBy(() -> Database.sqlite(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file().toAbsolutePath().toString());
  }

  @Test
  void aFailedPieceOfWorkUndoesItsOwnWritesOnly() throws Exception {
    try (Database database = Database.sqlite(file());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int number = i;
        all.add(
            threads.submit(() ->
                write(
                    database,
                    connection -> {
                      int written = put(connection, "n" + number, 10);
                      if (number % 3 == 0) {
                        throw new IllegalStateException("no");
                      }
                      return written;
                    })));
      }
      int failed = 0;
      for (Future<?> one : all) {
        try {
          one.get();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
          failed++;
        }
      }

      assertThat(failed).isEqualTo(20);
      assertThat(database.read("count", DatabaseTest::count)).isEqualTo(40);
    }
  }

  @Test
  void aWrongStatementFailsWithWhatWasAttempted() {
    try (Database database = Database.sqlite(file())) {
      assertThatThrownBy(() -> write(database, it -> execute(it, "insert into nothing values (1)")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("could not write a test")
          .hasMessageContaining("nothing");
      write(database, connection -> put(connection, "after", 1));

      assertThat(database.read("count", DatabaseTest::count)).isEqualTo(1);
    }
  }

  @Test
  void aFullDiskIsSaidAndNothingIsLost() {
    try (Database database = Database.sqlite(file())) {
      write(database, connection -> put(connection, "small", 10));
      // SQLite answers a limit on its pages as it answers a full disk.
      write(database, it -> execute(it, "pragma max_page_count = 1"));

      StoreException trouble =
          catchThrowableOfType(
              StoreException.class,
              () -> write(database, connection -> put(connection, "big", 5_000_000)));

      assertThat(trouble.kind()).isEqualTo(StoreException.Kind.DISK_FULL);
      assertThat(trouble).hasMessageContaining("no room is left on the disk");
      assertThat(database.read("count", DatabaseTest::count)).isEqualTo(1);

      write(database, it -> execute(it, "pragma max_page_count = 100000"));
      write(database, connection -> put(connection, "again", 10));
      assertThat(database.read("count", DatabaseTest::count)).isEqualTo(2);
    }
  }

  @Test
  void readersCannotWrite() {
    try (Database database = Database.sqlite(file())) {
      assertThatThrownBy(() -> database.read("write", it -> put(it, "x", 1)))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aClosedDatabaseTakesNoMoreWrites() {
    Database database = Database.sqlite(file());
    database.close();

    assertThatThrownBy(() -> write(database, connection -> put(connection, "late", 1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the store is closed");
    database.close();
  }
}
