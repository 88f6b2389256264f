package stellwerk.indexer.store;

import static stellwerk.indexer.store.sql.Database.Durability.KILL;
import static stellwerk.indexer.store.sql.Database.Durability.POWER_CUT;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.store.sql.Database;

/// Postings and changes in SQL. Thread-safe.
final class SqlPostingStore implements PostingStore {
  /// Most ids in one statement; SQLite allows 32,766 values.
  private static final int PAGE = 500;

  private static final String INSERT =
      """
      insert into posting (id, site, key, url, vacancy, first_seen, last_seen, last_verified,
        closed_at, closed_reason, repost_count, purged, raw_digest, crawl, change_number,
        valid_through, stated)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
      on conflict (id) do update set
      """;

  private static final String FACTS =
      """
        url = excluded.url, vacancy = excluded.vacancy, raw_digest = excluded.raw_digest,
        valid_through = excluded.valid_through, stated = excluded.stated,
        repost_count = case when excluded.repost_count > posting.repost_count
          then excluded.repost_count else posting.repost_count end
      """;

  private static final String LIFESPAN =
      """
        , first_seen = excluded.first_seen, last_seen = excluded.last_seen,
        last_verified = excluded.last_verified, closed_at = excluded.closed_at,
        closed_reason = excluded.closed_reason, purged = excluded.purged, crawl = excluded.crawl
      """;

  private final Database database;
  private final PostingJson json;
  private final PostingRows rows;
  private final ChangeLog log;

  SqlPostingStore(Database database, PostingJson json) {
    this.database = database;
    this.json = json;
    this.rows = new PostingRows(json);
    this.log = new ChangeLog(json);
  }

  @Override
  public long changeNumber() {
    return database.read(
        "read the change number",
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select number from change_counter where one = 1");
              ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0L;
          }
        });
  }

  @Override
  public Pruned pruned() {
    return database.read(
        "read how far the change log was pruned",
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select pruned, pruned_at from change_counter where one = 1");
              ResultSet row = select.executeQuery()) {
            return row.next() && row.getLong(1) > 0
                ? new Pruned(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)))
                : Pruned.NOTHING;
          }
        });
  }

  @Override
  public List<Change> changesAfter(long number, int limit) {
    return changes(
        "select number, posting, event, at from change where number > ? order by number limit ?",
        select -> {
          select.setLong(1, number);
          select.setInt(2, limit);
        });
  }

  @Override
  public List<Change> changesOf(PostingId posting) {
    return changes(
        "select number, posting, event, at from change where posting = ? order by number",
        select -> select.setString(1, posting.value()));
  }

  private interface Values {
    void into(PreparedStatement select) throws SQLException;
  }

  private List<Change> changes(String sql, Values values) {
    return database.read(
        "read changes",
        connection -> {
          List<Change> changes = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            values.into(select);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                changes.add(
                    new Change(
                        row.getLong(1),
                        new PostingId(row.getString(2)),
                        json.event(row.getString(3)),
                        Instant.ofEpochMilli(row.getLong(4))));
              }
            }
          }
          return changes;
        });
  }

  private List<Kept> read(String condition, Object... values) {
    return database.read("read postings", connection -> rows.where(connection, condition, values));
  }

  /// Reads in pages, for conditions that end in `in (…)`.
  private List<Kept> readIn(String condition, Collection<String> values) {
    List<String> all = values.stream().distinct().toList();
    List<Kept> found = new ArrayList<>();
    for (int at = 0; at < all.size(); at += PAGE) {
      List<String> part = all.subList(at, Math.min(all.size(), at + PAGE));
      found.addAll(read(condition + PostingRows.marks(part), part.toArray()));
    }
    return found;
  }

  @Override
  public Optional<Kept> find(PostingId id) {
    return read("p.id = ?", id.value()).stream().findFirst();
  }

  @Override
  public Optional<Kept> find(SiteId site, String key) {
    return read("p.site = ? and p.key = ?", site.value(), key).stream().findFirst();
  }

  @Override
  public List<Kept> find(Collection<PostingId> ids) {
    return readIn("p.id in ", ids.stream().map(PostingId::value).toList());
  }

  @Override
  public List<Kept> openAt(SiteId site, URI page) {
    return read("p.site = ? and p.url = ? and p.closed_at is null", site.value(), page.toString());
  }

  @Override
  public Map<String, Kept> open(SiteId site) {
    Map<String, Kept> open = new LinkedHashMap<>();
    read("p.site = ? and p.closed_at is null order by p.key", site.value())
        .forEach(kept -> open.put(kept.posting().key(), kept));
    return open;
  }

  @Override
  public int openCount(SiteId site) {
    return database.read(
        "count open postings",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select count(*) from posting where site = ? and closed_at is null")) {
            select.setString(1, site.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          }
        });
  }

  @Override
  public List<Kept> ofVacancy(VacancyId vacancy) {
    return read(
        "p.vacancy = ? and p.purged = 0 order by p.closed_at is not null, p.first_seen, p.id",
        vacancy.value());
  }

  @Override
  public List<Kept> ofVacancies(Collection<VacancyId> vacancies) {
    return readIn(
        "p.purged = 0 and p.vacancy in ", vacancies.stream().map(VacancyId::value).toList());
  }

  @Override
  public Map<PostingId, VacancyId> vacancies(Collection<PostingId> ids) {
    List<PostingId> all = List.copyOf(new LinkedHashSet<>(ids));
    Map<PostingId, VacancyId> found = new HashMap<>();
    for (int at = 0; at < all.size(); at += PAGE) {
      List<PostingId> part = all.subList(at, Math.min(all.size(), at + PAGE));
      found.putAll(database.read("read vacancies", connection -> VacancyRows.of(connection, part)));
    }
    return found;
  }

  @Override
  public void move(Map<PostingId, VacancyId> vacancies, Instant at) {
    database.write(
        "move postings to their vacancies",
        POWER_CUT,
        connection -> VacancyRows.move(connection, log, vacancies, at));
  }

  @Override
  public List<Kept> page(PostingId after, int limit) {
    return read("p.id > ? and p.purged = 0 order by p.id limit ?", after.value(), limit);
  }

  @Override
  public long keep(
      Posting posting,
      RawPosting raw,
      String rawDigest,
      CrawlId crawl,
      ChangeEvent event,
      Instant at) {
    String document = json.write(posting);
    String words = json.write(raw);
    return database.write(
        "keep posting " + posting.id(),
        POWER_CUT,
        connection -> {
          String vacancyBefore = vacancy(connection, posting.id());
          upsert(connection, posting, rawDigest, crawl, event);
          upsertText(connection, posting.id(), document, words, at);
          touchVacancies(connection, posting, vacancyBefore, event, at);
          return log.append(connection, posting.id(), event, at);
        });
  }

  private static @Nullable String vacancy(Connection connection, PostingId id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select vacancy from posting where id = ?")) {
      select.setString(1, id.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /// The other postings of a vacancy show this one, or lead in its place: they change with it.
  private void touchVacancies(
      Connection connection,
      Posting posting,
      @Nullable String before,
      ChangeEvent event,
      Instant at)
      throws SQLException {
    boolean moved = before != null && !before.equals(posting.vacancy().value());
    if (before != null && moved) {
      log.touchLeft(connection, new VacancyId(before), posting.id(), "left its vacancy", at);
    }
    boolean concernsOthers =
        switch (event) {
          case ChangeEvent.Opened _,
              ChangeEvent.Closed _,
              ChangeEvent.Reopened _,
              ChangeEvent.Purged _ ->
              true;
          case ChangeEvent.Changed _, ChangeEvent.Touched _ -> moved;
        };
    if (concernsOthers) {
      log.touchOthers(
          connection, posting.vacancy(), posting.id(), "its vacancy's postings changed", at);
    }
  }

  private static void upsert(
      Connection connection, Posting posting, String digest, CrawlId crawl, ChangeEvent event)
      throws SQLException {
    boolean factsOnly =
        switch (event) {
          case ChangeEvent.Changed _, ChangeEvent.Touched _ -> true;
          case ChangeEvent.Opened _,
              ChangeEvent.Closed _,
              ChangeEvent.Reopened _,
              ChangeEvent.Purged _ ->
              false;
        };
    Lifespan life = posting.lifespan();
    try (PreparedStatement upsert =
        connection.prepareStatement(INSERT + (factsOnly ? FACTS : FACTS + LIFESPAN))) {
      Instant closed = life.closedAt();
      Lifespan.ClosedReason reason = life.closedReason();
      upsert.setString(1, posting.id().value());
      upsert.setString(2, posting.site().value());
      upsert.setString(3, posting.key());
      upsert.setString(4, posting.url().toString());
      upsert.setString(5, posting.vacancy().value());
      upsert.setLong(6, life.firstSeen().toEpochMilli());
      upsert.setLong(7, life.lastSeen().toEpochMilli());
      upsert.setLong(8, life.lastVerified().toEpochMilli());
      upsert.setObject(9, closed == null ? null : closed.toEpochMilli());
      upsert.setString(10, reason == null ? null : reason.name());
      upsert.setInt(11, life.repostCount());
      upsert.setInt(12, event instanceof ChangeEvent.Purged ? 1 : 0);
      upsert.setString(13, digest);
      upsert.setString(14, crawl.value());
      upsert.setString(15, posting.validThrough().known().map(Object::toString).orElse(null));
      upsert.setString(16, stated(posting));
      upsert.executeUpdate();
    }
  }

  /// The public names of the fields that a posting states, for the coverage of crawls.
  private static String stated(Posting posting) {
    return PostingField.ALL.stream()
        .filter(field -> field.statedBy(posting))
        .map(PostingField::name)
        .collect(Collectors.joining(",", ",", ","));
  }

  private static void upsertText(
      Connection connection, PostingId id, String document, String raw, Instant at)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into posting_text (posting, document, raw, taken_at) values (?, ?, ?, ?)
            on conflict (posting) do update set document = excluded.document,
              taken_at = case when posting_text.raw = excluded.raw then posting_text.taken_at
                              else excluded.taken_at end,
              raw = excluded.raw
            """)) {
      upsert.setString(1, id.value());
      upsert.setString(2, document);
      upsert.setString(3, raw);
      upsert.setLong(4, at.toEpochMilli());
      upsert.executeUpdate();
    }
  }

  @Override
  public void keepRaw(PostingId id, RawPosting raw, String rawDigest, Instant at) {
    String words = json.write(raw);
    database.write(
        "keep the words of posting " + id,
        POWER_CUT,
        connection -> {
          try (PreparedStatement text =
                  connection.prepareStatement(
                      "update posting_text set raw = ?, taken_at = ? where posting = ?");
              PreparedStatement row =
                  connection.prepareStatement("update posting set raw_digest = ? where id = ?")) {
            text.setString(1, words);
            text.setLong(2, at.toEpochMilli());
            text.setString(3, id.value());
            row.setString(1, rawDigest);
            row.setString(2, id.value());
            return text.executeUpdate() + row.executeUpdate();
          }
        });
  }

  @Override
  public Optional<Instant> takenAt(PostingId id) {
    return database.read(
        "read when a posting came",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select taken_at from posting_text where posting = ?")) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(Instant.ofEpochMilli(row.getLong(1)))
                  : Optional.<Instant>empty();
            }
          }
        });
  }

  @Override
  public void seen(SiteId site, Set<String> keys, CrawlId crawl, Instant at, boolean verified) {
    if (keys.isEmpty()) {
      return;
    }
    String also = verified ? ", last_verified = ?, said_closed_since = null" : "";
    database.write(
        "note what site " + site + " lists",
        KILL,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update posting set last_seen = ?, crawl = ?, absent_since = null"
                      + also
                      + " where site = ? and key = ? and closed_at is null")) {
            for (String key : keys) {
              int i = 1;
              update.setLong(i++, at.toEpochMilli());
              update.setString(i++, crawl.value());
              if (verified) {
                update.setLong(i++, at.toEpochMilli());
              }
              update.setString(i++, site.value());
              update.setString(i, key);
              update.addBatch();
            }
            return update.executeBatch().length;
          }
        });
  }

  @Override
  public void touch(Collection<PostingId> ids, String why, Instant at) {
    if (ids.isEmpty()) {
      return;
    }
    Set<PostingId> distinct = new LinkedHashSet<>(ids);
    database.write(
        "touch postings",
        POWER_CUT,
        connection -> {
          for (PostingId id : distinct) {
            log.append(connection, id, new ChangeEvent.Touched(why), at);
          }
          return distinct.size();
        });
  }

  @Override
  public Map<PostingId, Sighting> sightings(Collection<PostingId> ids) {
    List<PostingId> all = List.copyOf(new LinkedHashSet<>(ids));
    Map<PostingId, Sighting> found = new HashMap<>();
    for (int at = 0; at < all.size(); at += PAGE) {
      List<PostingId> part = all.subList(at, Math.min(all.size(), at + PAGE));
      found.putAll(database.read("read sightings", connection -> sightings(connection, part)));
    }
    return found;
  }

  private static Map<PostingId, Sighting> sightings(Connection connection, List<PostingId> ids)
      throws SQLException {
    Map<PostingId, Sighting> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, last_seen, last_verified from posting where id in "
                + PostingRows.marks(ids))) {
      for (int i = 0; i < ids.size(); i++) {
        select.setString(i + 1, ids.get(i).value());
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              new PostingId(row.getString(1)),
              new Sighting(
                  Instant.ofEpochMilli(row.getLong(2)), Instant.ofEpochMilli(row.getLong(3))));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    database.close();
  }
}
