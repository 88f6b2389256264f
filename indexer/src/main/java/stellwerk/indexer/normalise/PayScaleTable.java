package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The public pay scales: monthly gross pay for full time, by agreement and group.
///
/// Rows that rest on a draft or an ended agreement give no amounts, and neither do rows outside
/// their validity: an old figure is worse than none.
final class PayScaleTable {
  private record Row(int step, BigDecimal monthly, LocalDate from, @Nullable LocalDate until) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
  }

  /// What a group pays a month, lowest to highest step.
  record Span(BigDecimal min, BigDecimal max) {}

  private final Map<String, List<Row>> rows = new HashMap<>();
  private final Map<String, Boolean> known = new HashMap<>();

  private PayScaleTable(List<List<String>> table) {
    for (List<String> line : table) {
      String key = key(line.get(0), line.get(1));
      known.put(key, true);
      String status = line.get(6);
      if (status.startsWith("DRAFT") || status.startsWith("STALE-RISK")) {
        continue;
      }
      rows.computeIfAbsent(key, _ -> new ArrayList<>())
          .add(
              new Row(
                  Integer.parseInt(line.get(2).replaceAll("\\D", "")),
                  new BigDecimal(line.get(3)),
                  LocalDate.parse(line.get(4)),
                  line.get(5).isEmpty() ? null : LocalDate.parse(line.get(5))));
    }
  }

  static PayScaleTable bundled() {
    return new PayScaleTable(TableFile.rows("pay-scales.tsv"));
  }

  /// Whether the table has the group at all, amounts or not.
  boolean knows(PayScale scale) {
    return tables(scale).stream().anyMatch(t -> known.containsKey(key(t, group(scale.group()))));
  }

  /// What a reference comes to a month on a day; empty where it says too little, only follows the
  /// scale, or no row holds.
  Optional<Span> on(PayScale scale, LocalDate day) {
    if (scale.group() == null || scale.like()) {
      return Optional.empty();
    }
    List<BigDecimal> amounts = new ArrayList<>();
    for (String table : tables(scale)) {
      for (String group : groups(scale)) {
        for (Row row : rows.getOrDefault(key(table, group), List.of())) {
          if (row.holds(day) && (scale.step() == null || scale.step() == row.step())) {
            amounts.add(row.monthly());
          }
        }
      }
    }
    Optional<BigDecimal> min = amounts.stream().min(BigDecimal::compareTo);
    Optional<BigDecimal> max = amounts.stream().max(BigDecimal::compareTo);
    return min.isEmpty() || max.isEmpty()
        ? Optional.empty()
        : Optional.of(new Span(part(min.get(), scale), part(max.get(), scale)));
  }

  private static BigDecimal part(BigDecimal full, PayScale scale) {
    return scale.workload() == null
        ? full
        : full.multiply(BigDecimal.valueOf(scale.workload()))
            .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
  }

  private List<String> groups(PayScale scale) {
    List<String> groups = new ArrayList<>();
    for (String named : new String[] {scale.group(), scale.groupTo()}) {
      if (named == null) {
        continue;
      }
      String group = group(named);
      groups.add(group);
      // "S 8" stands for S 8a and S 8b, "E 9" for its parts, where the scale has no plain group
      for (String letter : List.of("a", "b", "c")) {
        boolean plain = tables(scale).stream().anyMatch(t -> rows.containsKey(key(t, group)));
        if (!plain) {
          groups.add(group + letter);
        }
      }
    }
    return groups;
  }

  private static String group(@Nullable String named) {
    return named == null ? "" : named;
  }

  private static List<String> tables(PayScale scale) {
    return switch (scale.agreement()) {
      case "TVöD" ->
          scale.part().isEmpty()
              ? List.of("TVoeD-VKA", "TVoeD-Bund")
              : List.of("TVoeD-" + scale.part());
      case "TVöD-SuE" -> List.of("TVoeD-SuE");
      case "TVöD-P" -> List.of("TVoeD-P");
      case "TV-L" ->
          scale.group() != null && scale.group().startsWith("S")
              ? List.of("TV-L-S")
              : scale.group() != null && scale.group().startsWith("KR")
                  ? List.of("TV-L-KR")
                  : List.of("TV-L");
      case "TV-H" -> List.of("TV-H");
      case "TV-V" -> List.of("TV-V");
      case "Besoldung" -> List.of("Besoldung-Bund");
      default -> List.of();
    };
  }

  private static String key(String agreement, String group) {
    return agreement + " " + group;
  }
}
