package stellwerk.search.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import stellwerk.search.catalogue.Sources;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Json;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// `/health/*` on the admin port, named as in MicroProfile Health. A job site that is down never
/// makes the service unready.
public final class Health {
  private final Sources sources;
  private final Supplier<List<Check>> others;

  /// Asks store and index, and whoever else wants to be asked.
  ///
  /// @param others checks of rooms outside this module, such as scheduler and configuration
  public Health(Sources sources, Supplier<List<Check>> others) {
    this.sources = sources;
    this.others = others;
  }

  /// Its routes.
  public List<Route> routes() {
    return List.of(
        Route.open("/health/live", _ -> answer(List.of())),
        Route.open("/health/ready", this::ready),
        Route.open("/health/started", _ -> answer(List.of(index()))));
  }

  private Answer ready(Request request) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        check(
            "store",
            () ->
                new Check("store", true, Map.of("change_number", sources.store().changeNumber()))));
    checks.add(index());
    checks.addAll(others.get());
    return answer(checks);
  }

  private Check index() {
    return check(
        "index",
        () ->
            new Check(
                "index",
                sources.index().committedNumber() > 0,
                Map.of(
                    "change_number", sources.index().changeNumber(),
                    "committed_number", sources.index().committedNumber(),
                    "documents", sources.index().documents())));
  }

  /// A part that cannot be asked is down; the reason stands in the answer.
  private static Check check(String name, Supplier<Check> asked) {
    try {
      return asked.get();
    } catch (RuntimeException e) {
      return new Check(name, false, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static Answer answer(List<Check> checks) {
    boolean up = checks.stream().allMatch(Check::up);
    List<Object> documents = new ArrayList<>();
    for (Check check : checks) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", check.name());
      document.put("status", check.up() ? "UP" : "DOWN");
      document.put("data", new TreeMap<>(check.data()));
      documents.add(document);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", up ? "UP" : "DOWN");
    document.put("checks", documents);
    return new Answer(
        up ? 200 : 503,
        Map.of("Content-Type", "application/json; charset=utf-8", "Cache-Control", "no-store"),
        new Answer.Body.Whole(Json.write(document)));
  }
}
