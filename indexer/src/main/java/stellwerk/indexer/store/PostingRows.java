package stellwerk.indexer.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.VacancyId;

/// Reads postings out of their rows.
///
/// The row outranks the document where both know something: a crawl that sees a posting again, or
/// closes it, or moves it to another vacancy, touches the row alone.
final class PostingRows {
  private static final String SELECT =
      "select p.vacancy, p.first_seen, p.last_seen, p.last_verified, p.closed_at, p.closed_reason,"
          + " p.repost_count, p.raw_digest, p.crawl, p.change_number, p.valid_through, p.outlived,"
          + " p.hidden,"
          + " t.document, t.raw from posting p join posting_text t on t.posting = p.id where ";

  private final PostingJson json;

  PostingRows(PostingJson json) {
    this.json = json;
  }

  /// Reads the postings that a condition on `p` chooses.
  List<Kept> where(Connection connection, String condition, Object... values) throws SQLException {
    List<Kept> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(kept(rows));
        }
      }
    }
    return found;
  }

  /// Question marks for `in (…)`.
  static String marks(Collection<?> values) {
    return "(" + String.join(", ", values.stream().map(_ -> "?").toList()) + ")";
  }

  static Lifespan lifespan(ResultSet row) throws SQLException {
    String reason = row.getString("closed_reason");
    return new Lifespan(
        Instant.ofEpochMilli(row.getLong("first_seen")),
        Instant.ofEpochMilli(row.getLong("last_seen")),
        Instant.ofEpochMilli(row.getLong("last_verified")),
        instant(row, "closed_at"),
        reason == null ? null : Lifespan.ClosedReason.valueOf(reason),
        row.getInt("repost_count"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private Kept kept(ResultSet row) throws SQLException {
    Posting posting =
        json.posting(row.getString("document"))
            .with(lifespan(row))
            .with(new VacancyId(row.getString("vacancy")));
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(posting.flags());
    String outlived = row.getString("outlived");
    if (outlived != null && outlived.equals(row.getString("valid_through"))) {
      flags.add(Flag.DEADLINE_PASSED);
    }
    // The row says whether it is withheld; what the document was written with is over.
    flags.removeAll(Standings.HIDING);
    String hidden = row.getString("hidden");
    if (hidden != null) {
      flags.add(Flag.valueOf(hidden));
    }
    posting = posting.with(flags);
    return new Kept(
        posting,
        json.raw(row.getString("raw")),
        row.getString("raw_digest"),
        new CrawlId(row.getString("crawl")),
        row.getLong("change_number"));
  }
}
