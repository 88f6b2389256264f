package stellwerk.indexer.store;

import static stellwerk.indexer.store.sql.Database.Durability.POWER_CUT;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.lifecycle.Standing;
import stellwerk.indexer.lifecycle.Step;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.store.sql.Database;

/// What closing needs to know of postings, and what it decided, without reading a document.
/// Thread-safe.
public final class Standings {
  private static final int PAGE = 500;
  private static final String SELECT =
      "select id, site, key, vacancy, closed_reason, absent_since, said_closed_since,"
          + " valid_through, outlived from posting where ";

  /// The flags that keep an open posting out of all outputs.
  public static final Set<Flag> HIDING = Set.of(Flag.SITE_STALE, Flag.TOO_OLD);

  private final Database database;
  private final ChangeLog log;

  Standings(Database database, ChangeLog log) {
    this.database = database;
    this.log = log;
  }

  /// A posting and where it stands.
  public record Entry(
      PostingId id, SiteId site, String key, VacancyId vacancy, Standing standing) {}

  /// What was decided about a posting.
  public record Decision(Entry entry, Step step) {}

  /// All open postings of a site.
  public List<Entry> open(SiteId site) {
    return select("site = ? and closed_at is null", site.value());
  }

  /// The sites that have open postings.
  public List<SiteId> sites() {
    return database.read(
        "read which sites have postings",
        connection -> {
          List<SiteId> sites = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select distinct site from posting where closed_at is null order by site");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              sites.add(new SiteId(row.getString(1)));
            }
          }
          return sites;
        });
  }

  /// Those postings of a site, among some keys, that are closed: purged ones too, which come back
  /// as themselves, except those whose words are gone.
  public List<Entry> closed(SiteId site, Collection<String> keys) {
    List<String> all = List.copyOf(keys);
    List<Entry> found = new ArrayList<>();
    for (int at = 0; at < all.size(); at += PAGE) {
      List<String> part = all.subList(at, Math.min(all.size(), at + PAGE));
      List<Object> values = new ArrayList<>(part);
      values.addFirst(site.value());
      found.addAll(
          select(
              "site = ? and closed_at is not null"
                  + " and exists (select 1 from posting_text where posting = id) and key in "
                  + PostingRows.marks(part),
              values.toArray()));
    }
    return found;
  }

  /// The postings of a site, open or closed, whose own page is this one.
  public List<Entry> at(SiteId site, URI page) {
    return select("purged = 0 and site = ? and url = ?", site.value(), page.toString());
  }

  /// The postings of all sites, open, closed or purged, whose own page is this one.
  public List<Entry> at(URI page) {
    return select("url = ? order by site, key", page.toString());
  }

  /// The own pages of a site's open postings, except some keys, that were not read since a moment,
  /// or said that they are closed when they were. In an order that differs from crawl to crawl, so
  /// that pages which never come hold up no others.
  public List<URI> unmet(SiteId site, Set<String> met, Instant before, CrawlId crawl, int most) {
    List<URI> doubted = new ArrayList<>();
    List<URI> old = new ArrayList<>();
    database.read(
        "read which postings nobody met",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select key, url, said_closed_since from posting where site = ?"
                      + " and closed_at is null"
                      + " and (last_verified < ? or said_closed_since is not null) order by id")) {
            select.setString(1, site.value());
            select.setLong(2, before.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                if (!met.contains(row.getString(1))) {
                  boolean saidClosed = PostingRows.instant(row, "said_closed_since") != null;
                  (saidClosed ? doubted : old).add(URI.create(row.getString(2)));
                }
              }
            }
          }
          return doubted.size() + old.size();
        });
    Collections.shuffle(old, new Random(crawl.value().hashCode()));
    doubted.addAll(old);
    return doubted.stream().distinct().limit(most).toList();
  }

  /// Notes that the own pages of postings were read and are open; no list named them.
  public void looked(SiteId site, Collection<String> keys, Instant at) {
    database.write(
        "note pages of site " + site,
        Database.Durability.KILL,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update posting set last_verified = ?, said_closed_since = null"
                      + " where site = ? and key = ? and closed_at is null")) {
            for (String key : keys) {
              update.setLong(1, at.toEpochMilli());
              update.setString(2, site.value());
              update.setString(3, key);
              update.addBatch();
            }
            return update.executeBatch().length;
          }
        });
  }

  /// Whether an operator ended a posting of which no words are left.
  public boolean endedByOperator(SiteId site, String key) {
    return select("site = ? and key = ?", site.value(), key).stream()
        .map(entry -> entry.standing().closed())
        .anyMatch(reason -> reason == ClosedReason.OPERATOR || reason == ClosedReason.TAKEDOWN);
  }

  /// Where one posting stands; empty if it is not there.
  public Optional<Entry> find(PostingId id) {
    return select("id = ?", id.value()).stream().findFirst();
  }

  /// Open postings whose stated deadline lies before a day, and which no complete crawl listed
  /// after it.
  public List<Entry> overdue(LocalDate today) {
    return select(
        "closed_at is null and valid_through < ?"
            + " and (outlived is null or outlived <> valid_through)",
        today.toString());
  }

  private List<Entry> select(String condition, Object... values) {
    return database.read(
        "read where postings stand",
        connection -> {
          List<Entry> found = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
            for (int i = 0; i < values.length; i++) {
              select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(entry(row));
              }
            }
          }
          return found;
        });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    String reason = row.getString("closed_reason");
    return new Entry(
        new PostingId(row.getString("id")),
        new SiteId(row.getString("site")),
        row.getString("key"),
        new VacancyId(row.getString("vacancy")),
        new Standing(
            reason == null ? null : ClosedReason.valueOf(reason),
            PostingRows.instant(row, "absent_since"),
            PostingRows.instant(row, "said_closed_since"),
            date(row.getString("valid_through")),
            date(row.getString("outlived"))));
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  /// Carries out what was decided, all or nothing.
  public void settle(Collection<Decision> decisions, Instant at) {
    if (decisions.isEmpty()) {
      return;
    }
    database.write(
        "settle what a crawl decided",
        POWER_CUT,
        connection -> {
          for (Decision decision : decisions) {
            settle(connection, decision.entry(), decision.step(), at);
          }
          return decisions.size();
        });
  }

  private void settle(Connection connection, Entry entry, Step step, Instant at)
      throws SQLException {
    switch (step) {
      case Step.Stay(Standing standing) -> {
        note(connection, entry.id(), standing);
        if (standing.outlivedItsDeadline() && !entry.standing().outlivedItsDeadline()) {
          var flag = new ChangeEvent.Difference(null, Flag.DEADLINE_PASSED.name());
          log.append(connection, entry.id(), new ChangeEvent.Changed(Map.of("flags", flag)), at);
        }
      }
      case Step.Close(ClosedReason reason) -> {
        end(connection, entry.id(), reason, at);
        log.touchOthers(connection, entry.vacancy(), entry.id(), "a posting of it closed", at);
        log.append(connection, entry.id(), new ChangeEvent.Closed(reason), at);
        if (reason == ClosedReason.TAKEDOWN) {
          purge(connection, entry.id());
          log.append(connection, entry.id(), new ChangeEvent.Purged(), at);
        }
      }
      case Step.Reopen(Standing standing) -> {
        note(connection, entry.id(), standing);
        reopen(connection, entry.id(), at);
        log.touchOthers(connection, entry.vacancy(), entry.id(), "a posting of it reopened", at);
        log.append(connection, entry.id(), new ChangeEvent.Reopened(), at);
      }
    }
  }

  private static void note(Connection connection, PostingId id, Standing standing)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update posting set absent_since = ?, said_closed_since = ?, outlived = ?"
                + " where id = ?")) {
      update.setObject(1, millis(standing.absentSince()));
      update.setObject(2, millis(standing.saidClosedSince()));
      LocalDate outlived = standing.outlived();
      update.setString(3, outlived == null ? null : outlived.toString());
      update.setString(4, id.value());
      update.executeUpdate();
    }
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : Long.valueOf(instant.toEpochMilli());
  }

  private static void end(Connection connection, PostingId id, ClosedReason reason, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update posting set closed_at = ?, closed_reason = ?, absent_since = null,"
                + " said_closed_since = null where id = ?")) {
      update.setLong(1, at.toEpochMilli());
      update.setString(2, reason.name());
      update.setString(3, id.value());
      update.executeUpdate();
    }
  }

  /// Who wants a posting taken down wants its words gone, not hidden.
  private static void purge(Connection connection, PostingId id) throws SQLException {
    try (PreparedStatement mark =
            connection.prepareStatement("update posting set purged = 1 where id = ?");
        PreparedStatement delete =
            connection.prepareStatement("delete from posting_text where posting = ?")) {
      mark.setString(1, id.value());
      mark.executeUpdate();
      delete.setString(1, id.value());
      delete.executeUpdate();
    }
  }

  private static void reopen(Connection connection, PostingId id, Instant at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update posting set closed_at = null, closed_reason = null, hidden = null, purged = 0, last_seen = ?,"
                + " repost_count = repost_count + 1 where id = ?")) {
      update.setLong(1, at.toEpochMilli());
      update.setString(2, id.value());
      update.executeUpdate();
    }
  }

  /// Withholds the open postings of a site from all outputs, or lets them out again.
  ///
  /// @param stale whether the site's crawls are too old to believe that anything is still open
  /// @param unseenSince a posting without any date that no list has named, and nobody has looked
  ///   at, since then is too old
  /// @return how many are withheld now that were not, or the other way round
  public int withhold(SiteId site, boolean stale, Instant unseenSince, Instant at) {
    return database.write(
        "withhold postings of site " + site,
        POWER_CUT,
        connection -> {
          Map<PostingId, String> wrong = wronglyShown(connection, site, stale, unseenSince);
          for (var posting : wrong.entrySet()) {
            String hidden = posting.getValue();
            try (PreparedStatement update =
                connection.prepareStatement("update posting set hidden = ? where id = ?")) {
              update.setString(1, hidden.isEmpty() ? null : hidden);
              update.setString(2, posting.getKey().value());
              update.executeUpdate();
            }
            String why = hidden.isEmpty() ? "shown again" : "withheld: " + hidden;
            log.append(connection, posting.getKey(), new ChangeEvent.Touched(why), at);
          }
          return wrong.size();
        });
  }

  /// Postings of which the row says otherwise than it should, each with what it should say.
  private static Map<PostingId, String> wronglyShown(
      Connection connection, SiteId site, boolean stale, Instant unseenSince) throws SQLException {
    Map<PostingId, String> wrong = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select id, should from (select id, coalesce(hidden, '') as is_now,
              case when ? = 1 then 'SITE_STALE'
                   when last_seen < ? and last_verified < ? and valid_through is null
                     and stated not like '%,date_posted,%' then 'TOO_OLD'
                   else '' end as should
              from posting where site = ? and closed_at is null) as each_posting
            where is_now <> should order by id
            """)) {
      select.setInt(1, stale ? 1 : 0);
      select.setLong(2, unseenSince.toEpochMilli());
      select.setLong(3, unseenSince.toEpochMilli());
      select.setString(4, site.value());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          wrong.put(new PostingId(row.getString(1)), row.getString(2));
        }
      }
    }
    return wrong;
  }

  /// Keeps what a crawl would close until an operator decides; what an earlier crawl of the site
  /// would have closed is forgotten.
  public void hold(SiteId site, CrawlId crawl, Map<PostingId, ClosedReason> closings) {
    database.write(
        "hold the closings of " + crawl,
        POWER_CUT,
        connection -> {
          forget(connection, site);
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into held_closing (crawl, posting, site, reason, last_seen)"
                      + " select ?, id, site, ?, last_seen from posting where id = ?")) {
            for (var closing : closings.entrySet()) {
              insert.setString(1, crawl.value());
              insert.setString(2, closing.getValue().name());
              insert.setString(3, closing.getKey().value());
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  /// What a crawl would close: those that are still open and were not seen since.
  public Map<PostingId, ClosedReason> held(CrawlId crawl) {
    return database.read(
        "read the held closings of " + crawl,
        connection -> {
          Map<PostingId, ClosedReason> held = new LinkedHashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select h.posting, h.reason from held_closing h join posting p"
                      + " on p.id = h.posting and p.closed_at is null"
                      + " and p.last_seen = h.last_seen where h.crawl = ? order by h.posting")) {
            select.setString(1, crawl.value());
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                held.put(new PostingId(row.getString(1)), ClosedReason.valueOf(row.getString(2)));
              }
            }
          }
          return held;
        });
  }

  /// The crawls whose closings wait for an operator.
  public List<CrawlId> heldCrawls() {
    return database.read(
        "read which crawls are held",
        connection -> {
          List<CrawlId> crawls = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select distinct crawl from held_closing order by crawl");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              crawls.add(new CrawlId(row.getString(1)));
            }
          }
          return crawls;
        });
  }

  /// Forgets what crawls of a site would have closed.
  public void forgetHeld(SiteId site) {
    database.write(
        "forget the held closings of " + site,
        POWER_CUT,
        connection -> {
          forget(connection, site);
          return site;
        });
  }

  private static void forget(Connection connection, SiteId site) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from held_closing where site = ?")) {
      delete.setString(1, site.value());
      delete.executeUpdate();
    }
  }

  /// The share of a crawl's postings that state a field, by the field's public name; empty if it
  /// saw none.
  public Map<String, Double> coverage(SiteId site, CrawlId crawl) {
    return database.read(
        "count the fields that postings state",
        connection -> {
          int postings = 0;
          Map<String, Integer> counts = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select stated from posting where site = ? and crawl = ? and purged = 0")) {
            select.setString(1, site.value());
            select.setString(2, crawl.value());
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                postings++;
                for (String name : row.getString(1).split(",", -1)) {
                  counts.merge(name, 1, Integer::sum);
                }
              }
            }
          }
          Map<String, Double> shares = new TreeMap<>();
          for (PostingField<?> field : PostingField.ALL) {
            if (postings > 0) {
              int count = counts.getOrDefault(field.name(), 0);
              shares.put(field.name(), count / (double) postings);
            }
          }
          return shares;
        });
  }
}
