package stellwerk.search.insights;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.statistics.Quantiles;
import stellwerk.search.render.GermanText;

/// How postings come and go, week by week.
///
/// @param weeks in order
public record WeeklyFlow(List<Week> weeks) {
  /// One ISO week, from Monday to Sunday in Berlin.
  ///
  /// @param open at its end
  /// @param daysOnline median of those that closed in it; null if none did
  public record Week(
      String name,
      int open,
      int opened,
      int closed,
      int reposted,
      @Nullable BigDecimal daysOnline) {
    Map<String, @Nullable Object> document() {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("week", name);
      document.put("active", open);
      document.put("new", opened);
      document.put("closed", closed);
      document.put("reposted", reposted);
      document.put("median_days_online", daysOnline);
      return document;
    }
  }

  public WeeklyFlow {
    weeks = List.copyOf(weeks);
  }

  /// Looks at the lives of postings in the weeks that a window touches.
  static WeeklyFlow of(List<Lifespan> lives, LocalDate from, LocalDate until) {
    List<Week> weeks = new ArrayList<>();
    LocalDate monday = from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (; !monday.isAfter(until); monday = monday.plusWeeks(1)) {
      weeks.add(week(lives, monday));
    }
    return new WeeklyFlow(weeks);
  }

  private static Week week(List<Lifespan> lives, LocalDate monday) {
    Instant begin = monday.atStartOfDay(GermanText.BERLIN).toInstant();
    Instant end = monday.plusWeeks(1).atStartOfDay(GermanText.BERLIN).toInstant();
    int open = 0;
    int opened = 0;
    int reposted = 0;
    List<BigDecimal> days = new ArrayList<>();
    for (Lifespan life : lives) {
      Instant closedAt = life.closedAt();
      boolean begunBefore = life.firstSeen().isBefore(end);
      if (begunBefore && (closedAt == null || !closedAt.isBefore(end))) {
        open++;
      }
      if (begunBefore && !life.firstSeen().isBefore(begin)) {
        opened++;
        reposted += life.repostCount() > 0 ? 1 : 0;
      }
      if (closedAt != null && !closedAt.isBefore(begin) && closedAt.isBefore(end)) {
        days.add(BigDecimal.valueOf(Duration.between(life.firstSeen(), closedAt).toDays()));
      }
    }
    String name =
        "%d-W%02d"
            .formatted(
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    return new Week(
        name,
        open,
        opened,
        days.size(),
        reposted,
        days.isEmpty() ? null : new Quantiles(days).at(0.5));
  }

  /// The document of `GET /v1/stats/postings`.
  public Map<String, @Nullable Object> document(Survey.Window window, String generatedAt) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("window", window.document());
    document.put("weeks", weeks.stream().map(Week::document).toList());
    document.put("generated_at", generatedAt);
    return document;
  }
}
