package stellwerk.search.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import stellwerk.search.catalogue.Sources;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.RequestLog;
import stellwerk.search.http.Route;

/// `/metrics` on the admin port, in Prometheus' text format 0.0.4: requests are counted as they are
/// answered, everything else is asked for when somebody scrapes. Thread-safe.
public final class Metrics implements RequestLog {
  private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
  private static final String DURATION = "stellwerk_http_request_duration_seconds";

  private final Sources sources;
  private final Gauges others;
  private final ConcurrentMap<String, Timer> timers = new ConcurrentSkipListMap<>();

  /// Answers in each range of duration; behind them their sum in nanoseconds.
  private record Timer(String route, int status, AtomicLongArray counts) {}

  /// Asks store and index, and whoever else counts.
  public Metrics(Sources sources, Gauges others) {
    this.sources = sources;
    this.others = others;
  }

  public Route route() {
    return Route.open("/metrics", "text/plain", this::answer);
  }

  @Override
  public void answered(String route, int status, Duration took) {
    Timer timer =
        timers.computeIfAbsent(
            route + " " + status,
            _ -> new Timer(route, status, new AtomicLongArray(BOUNDS.length + 2)));
    double seconds = took.toNanos() / 1e9;
    int range = 0;
    while (range < BOUNDS.length && seconds > BOUNDS[range]) {
      range++;
    }
    timer.counts().incrementAndGet(range);
    timer.counts().addAndGet(BOUNDS.length + 1, took.toNanos());
  }

  private Answer answer(Request request) {
    StringBuilder out = new StringBuilder(8192);
    out.append("# TYPE " + DURATION + " histogram\n");
    timers.values().forEach(timer -> timer(out, timer));
    long indexed = sources.index().changeNumber();
    own(out, "stellwerk_index_documents", (double) sources.index().documents());
    own(out, "stellwerk_index_lag_changes", (double) (sources.store().changeNumber() - indexed));
    own(out, "stellwerk_sites_ok", sources.sites().summary().ok());
    own(out, "stellwerk_sites", sources.sites().summary().total());
    sample(
        out,
        "stellwerk_build_info",
        labels("version", sources.version(), "java", Runtime.version().toString()),
        1);
    // All samples of a name stand together, below the one line that says its type.
    Map<String, List<Gauges.Sample>> byName =
        others.samples().stream()
            .collect(
                Collectors.groupingBy(
                    Gauges.Sample::name, LinkedHashMap::new, Collectors.toList()));
    byName.forEach((name, samples) -> {
      String type = name.endsWith("_total") ? "counter" : "gauge";
      out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
      samples.forEach(sample -> sample(out, name, sample.labels(), sample.value()));
    });
    return Answer.ok("text/plain; version=0.0.4; charset=utf-8", out.toString())
        .with("Cache-Control", "no-store");
  }

  private static void own(StringBuilder out, String name, double value) {
    out.append("# TYPE ").append(name).append(" gauge\n");
    sample(out, name, Map.of(), value);
  }

  private static void timer(StringBuilder out, Timer timer) {
    String status = Integer.toString(timer.status());
    long upTo = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      upTo += timer.counts().get(i);
      String bound = i < BOUNDS.length ? number(BOUNDS[i]) : "+Inf";
      sample(
          out,
          DURATION + "_bucket",
          labels("route", timer.route(), "status", status, "le", bound),
          (double) upTo);
    }
    Map<String, String> labels = labels("route", timer.route(), "status", status);
    sample(out, DURATION + "_sum", labels, timer.counts().get(BOUNDS.length + 1) / 1e9);
    sample(out, DURATION + "_count", labels, (double) upTo);
  }

  private static Map<String, String> labels(String... pairs) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return labels;
  }

  private static void sample(
      StringBuilder out, String name, Map<String, String> labels, double value) {
    out.append(name);
    if (!labels.isEmpty()) {
      List<String> pairs =
          labels.entrySet().stream()
              .map(label -> label.getKey() + "=\"" + escape(label.getValue()) + "\"")
              .toList();
      out.append('{').append(String.join(",", pairs)).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : "NaN";
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
