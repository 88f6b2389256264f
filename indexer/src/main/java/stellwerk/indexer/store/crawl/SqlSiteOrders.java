package stellwerk.indexer.store.crawl;

import static stellwerk.indexer.store.sql.Database.Durability.POWER_CUT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.indexer.store.sql.Database;

/// What operators ordered, in SQL, so that an order given on one node is obeyed on another.
/// Thread-safe.
public final class SqlSiteOrders implements SiteOrders {
  private final Database database;
  private final InstantSource clock;

  public SqlSiteOrders(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void give(Order order, String by) {
    long now = clock.millis();
    database.write(
        "keep an order about " + order.site(),
        POWER_CUT,
        connection -> {
          switch (order) {
            case Order.Run(SiteId site) -> insert(connection, site, "run", null, by, now);
            case Order.Pause(SiteId site) -> {
              pause(connection, site, by, now);
              insert(connection, site, "pause", null, by, now);
            }
            case Order.Resume(SiteId site) -> {
              resume(connection, site);
              insert(connection, site, "resume", null, by, now);
            }
            case Order.Confirm(SiteId site, CrawlId crawl) ->
                insert(connection, site, "confirm", crawl, by, now);
            case Order.Discard(SiteId site, CrawlId crawl) ->
                insert(connection, site, "discard", crawl, by, now);
          }
          return order;
        });
  }

  private static void insert(
      Connection connection, SiteId site, String kind, @Nullable CrawlId crawl, String by, long now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into site_order (number, site, kind, crawl, given_by, at)"
                + " select coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? from site_order")) {
      insert.setString(1, site.value());
      insert.setString(2, kind);
      insert.setString(3, crawl == null ? null : crawl.value());
      insert.setString(4, by);
      insert.setLong(5, now);
      insert.executeUpdate();
    }
  }

  private static void pause(Connection connection, SiteId site, String by, long now)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into site_pause (site, by_whom, at) values (?, ?, ?)"
                + " on conflict (site) do nothing")) {
      upsert.setString(1, site.value());
      upsert.setString(2, by);
      upsert.setLong(3, now);
      upsert.executeUpdate();
    }
  }

  private static void resume(Connection connection, SiteId site) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from site_pause where site = ?")) {
      delete.setString(1, site.value());
      delete.executeUpdate();
    }
  }

  @Override
  public List<Order> takeWaiting() {
    // Asked every few moments; only when something waits is there anything to write.
    if (database.read("look for orders", SqlSiteOrders::waiting).isEmpty()) {
      return List.of();
    }
    return database.write(
        "take the waiting orders",
        POWER_CUT,
        connection -> {
          List<Order> orders = waiting(connection);
          try (PreparedStatement update =
              connection.prepareStatement("update site_order set taken = 1 where taken = 0")) {
            update.executeUpdate();
          }
          return orders;
        });
  }

  private static List<Order> waiting(Connection connection) throws SQLException {
    List<Order> orders = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select site, kind, crawl from site_order where taken = 0 order by number");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        orders.add(order(new SiteId(row.getString(1)), row.getString(2), row.getString(3)));
      }
    }
    return orders;
  }

  private static Order order(SiteId site, String kind, @Nullable String crawl) {
    return switch (kind) {
      case "run" -> new Order.Run(site);
      case "pause" -> new Order.Pause(site);
      case "resume" -> new Order.Resume(site);
      case "confirm" -> new Order.Confirm(site, new CrawlId(String.valueOf(crawl)));
      case "discard" -> new Order.Discard(site, new CrawlId(String.valueOf(crawl)));
      default -> throw new IllegalStateException("nobody gives an order of kind " + kind);
    };
  }

  @Override
  public boolean paused(SiteId site) {
    return database.read(
        "ask whether " + site + " is paused",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select 1 from site_pause where site = ?")) {
            select.setString(1, site.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }
}
