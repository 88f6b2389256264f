package stellwerk.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stellwerk.bench.SearchQuestions.Question;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.store.PostingJson;

/// Full-text search in a database, as a competent user would set it up: SQLite's FTS5 in this
/// process, or PostgreSQL over loopback.
final class SqlEngine implements SearchEngines.Engine {
  private static final int BATCH = 2_000;

  private final Connection connection;
  private final boolean postgres;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private SqlEngine(Connection connection, boolean postgres) {
    this.connection = connection;
    this.postgres = postgres;
  }

  static SqlEngine sqlite(Path file, SearchCorpus corpus, int postings) throws SQLException {
    boolean filled = Files.exists(file);
    SqlEngine engine = new SqlEngine(DriverManager.getConnection("jdbc:sqlite:" + file), false);
    engine.run(
        "PRAGMA journal_mode=OFF",
        "PRAGMA synchronous=OFF",
        "PRAGMA cache_size=-1000000",
        "PRAGMA mmap_size=4000000000");
    if (!filled) {
      engine.fill(corpus, postings);
    }
    return engine;
  }

  /// @param url such as `jdbc:postgresql://127.0.0.1:5599/bench?user=bench`
  static SqlEngine postgres(String url, SearchCorpus corpus, int postings) throws SQLException {
    SqlEngine engine = new SqlEngine(DriverManager.getConnection(url), true);
    try (Statement statement = engine.connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT to_regclass('job')")) {
      found.next();
      if (found.getString(1) == null) {
        engine.fill(corpus, postings);
      }
    }
    return engine;
  }

  private void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void fill(SearchCorpus corpus, int postings) throws SQLException {
    run(
        "CREATE TABLE job (id INTEGER PRIMARY KEY, title TEXT, body TEXT, remote TEXT, working_time TEXT, contract TEXT,"
            + " region TEXT, pay_year INTEGER, sort_date INTEGER, lat DOUBLE PRECISION, lon DOUBLE PRECISION, doc TEXT)",
        "CREATE TABLE job_skill (skill TEXT, job INTEGER)");
    connection.setAutoCommit(false);
    PostingJson json = new PostingJson();
    try (PreparedStatement job =
            connection.prepareStatement("INSERT INTO job VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
        PreparedStatement skill =
            connection.prepareStatement("INSERT INTO job_skill VALUES (?,?)")) {
      for (int number = 0; number < postings; number++) {
        row(job, skill, corpus.posting(number), number, json);
        if (number % BATCH == BATCH - 1) {
          job.executeBatch();
          skill.executeBatch();
        }
      }
      job.executeBatch();
      skill.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    if (postgres) {
      run(
          "ALTER TABLE job ADD COLUMN words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('german', title), 'A') ||"
              + " to_tsvector('german', body)) STORED",
          "CREATE INDEX job_words ON job USING gin (words)",
          "CREATE INDEX job_title ON job (lower(title) text_pattern_ops)");
    } else {
      run(
          "CREATE VIRTUAL TABLE job_words USING fts5(title, body, content='job', content_rowid='id',"
              + " tokenize='unicode61 remove_diacritics 2')",
          "INSERT INTO job_words(job_words) VALUES ('rebuild')",
          "INSERT INTO job_words(job_words) VALUES ('optimize')",
          "CREATE INDEX job_title ON job (title COLLATE NOCASE)");
    }
    run(
        "CREATE INDEX job_date ON job (sort_date DESC)",
        "CREATE INDEX job_remote ON job (remote, sort_date DESC)",
        "CREATE INDEX job_region ON job (region, sort_date DESC)",
        "CREATE INDEX job_contract ON job (contract, sort_date DESC)",
        "CREATE INDEX job_pay ON job (pay_year)",
        "CREATE INDEX job_place ON job (lat, lon)",
        "CREATE INDEX skill_job ON job_skill (job, skill)",
        postgres ? "VACUUM ANALYZE" : "ANALYZE");
  }

  private static void row(
      PreparedStatement job, PreparedStatement skill, Posting posting, int number, PostingJson json)
      throws SQLException {
    Place place = posting.locations().getFirst().value();
    job.setInt(1, number);
    job.setString(2, posting.title().known().orElse(""));
    job.setString(3, posting.description().known().orElse(""));
    job.setString(
        4,
        posting
            .remote()
            .known()
            .map(it -> it.name().toLowerCase(java.util.Locale.ROOT))
            .orElse(null));
    job.setString(5, posting.workingTime().getFirst().value().name());
    job.setString(6, posting.contract().getFirst().value().name());
    job.setString(7, place.region());
    Pay pay = posting.pay().known().orElse(null);
    job.setObject(
        8,
        pay != null && pay.unit() == Pay.Unit.YEAR
            ? pay.upper().map(it -> it.intValue()).orElse(null)
            : null,
        java.sql.Types.INTEGER);
    job.setInt(9, (int) posting.datePosted().known().orElseThrow().toEpochDay());
    job.setObject(10, place.latitude(), java.sql.Types.DOUBLE);
    job.setObject(11, place.longitude(), java.sql.Types.DOUBLE);
    job.setString(12, json.write(posting));
    job.addBatch();
    for (var fact : posting.skills()) {
      skill.setString(1, fact.value());
      skill.setInt(2, number);
      skill.addBatch();
    }
  }

  @Override
  public String name() {
    return postgres ? "PostgreSQL" : "SQLite FTS5";
  }

  @Override
  public int ask(Question question) {
    try {
      return switch (question) {
        case Question.Words(List<String> words) -> best(match(words), "", List.of());
        case Question.Phrase(List<String> words) -> best(phrase(words), "", List.of());
        case Question.Newest(String word) -> newest(match(List.of(word)));
        case Question.Counted(String word) -> {
          int found = newest(match(List.of(word)));
          for (String column : List.of("working_time", "contract", "region", "pay_year/10000")) {
            found += counted(match(List.of(word)), column);
          }
          yield found
              + rows(
                  "SELECT s.skill, count(*) n FROM "
                      + matching()
                      + " JOIN job_skill s ON s.job = j.id WHERE "
                      + condition()
                      + " AND j.remote='remote' GROUP BY 1 ORDER BY n DESC LIMIT 10",
                  List.of(match(List.of(word))));
        }
        case Question.Around(String word, double latitude, double longitude) ->
            best(
                match(List.of(word)),
                " AND j.lat BETWEEN ? AND ? AND j.lon BETWEEN ? AND ?",
                List.of(latitude - 0.45, latitude + 0.45, longitude - 0.7, longitude + 0.7));
        case Question.Begun(String typed) ->
            rows(
                "SELECT title, count(*) n FROM job WHERE "
                    + (postgres ? "lower(title) LIKE lower(?)" : "title LIKE ?")
                    + " GROUP BY title ORDER BY n DESC LIMIT 10",
                List.of(typed + "%"));
        case Question.Sideways(Set<String> regions, Set<String> contracts) ->
            sideways(regions, contracts);
        case Question.Everything(var least, var _) -> everything(least.intValue());
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String matching() {
    return postgres ? "job j" : "job_words f JOIN job j ON j.id = f.rowid";
  }

  private String condition() {
    return postgres ? "j.words @@ to_tsquery('german', ?)" : "job_words MATCH ?";
  }

  private String match(List<String> words) {
    return postgres
        ? String.join(
            " & ", words.stream().map(word -> "'" + word.replace("'", "''") + "'").toList())
        : String.join(" ", words.stream().map(word -> "\"" + word + "\"").toList());
  }

  private String phrase(List<String> words) {
    return postgres
        ? String.join(
            " <-> ", words.stream().map(word -> "'" + word.replace("'", "''") + "'").toList())
        : "\"" + String.join(" ", words) + "\"";
  }

  private int best(String match, String more, List<Object> values) throws SQLException {
    List<Object> all = new ArrayList<>(List.of(match));
    all.addAll(values);
    String rank =
        postgres ? "ts_rank(j.words, to_tsquery('german', ?)) DESC" : "bm25(job_words, 3.0, 1.0)";
    if (postgres) {
      all.add(match);
    }
    return rows(
        "SELECT j.doc FROM "
            + matching()
            + " WHERE "
            + condition()
            + more
            + " ORDER BY "
            + rank
            + " LIMIT 20",
        all);
  }

  private int newest(String match) throws SQLException {
    return rows(
        "SELECT j.doc FROM "
            + matching()
            + " WHERE "
            + condition()
            + " AND j.remote='remote' ORDER BY j.sort_date DESC LIMIT 20",
        List.of(match));
  }

  private int counted(String match, String column) throws SQLException {
    return rows(
        "SELECT j."
            + column
            + ", count(*) FROM "
            + matching()
            + " WHERE "
            + condition()
            + " AND j.remote='remote' GROUP BY 1",
        List.of(match));
  }

  private int sideways(Set<String> regions, Set<String> contracts) throws SQLException {
    String inRegion = "region IN ('" + String.join("','", regions) + "')";
    String inContract = "contract IN ('" + String.join("','", contracts) + "')";
    String both = inRegion + " AND " + inContract;
    return rows(
            "SELECT doc FROM job WHERE " + both + " ORDER BY sort_date DESC LIMIT 20", List.of())
        + rows("SELECT region, count(*) FROM job WHERE " + inContract + " GROUP BY 1", List.of())
        + rows("SELECT contract, count(*) FROM job WHERE " + inRegion + " GROUP BY 1", List.of())
        + rows("SELECT working_time, count(*) FROM job WHERE " + both + " GROUP BY 1", List.of())
        + rows(
            "SELECT s.skill, count(*) n FROM job JOIN job_skill s ON s.job = job.id WHERE "
                + both
                + " GROUP BY 1 ORDER BY n DESC LIMIT 10",
            List.of());
  }

  private int everything(int least) throws SQLException {
    int found =
        rows(
            "SELECT doc FROM job WHERE pay_year >= ? ORDER BY sort_date DESC LIMIT 20",
            List.of(least));
    for (String column :
        List.of("remote", "working_time", "contract", "region", "pay_year/10000", "sort_date/7")) {
      found +=
          rows(
              "SELECT " + column + ", count(*) FROM job WHERE pay_year >= ? GROUP BY 1",
              List.of(least));
    }
    return found
        + rows(
            "SELECT s.skill, count(*) n FROM job JOIN job_skill s ON s.job = job.id WHERE pay_year >= ? GROUP BY 1"
                + " ORDER BY n DESC LIMIT 10",
            List.of(least));
  }

  private int rows(String sql, List<?> values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      if (prepared.size() > 200) {
        for (PreparedStatement old : prepared.values()) {
          old.close();
        }
        prepared.clear();
      }
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    int found = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found += rows.getString(1) == null ? 0 : 1;
      }
    }
    return found;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
