package stellwerk.search.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a request was not answered as asked (RFC 9457).
///
/// @param faults all faults of the request, each with its parameter
/// @param more further members of the document
public record Problem(Code code, Text detail, List<Fault> faults, Map<String, Object> more) {

  /// The closed list of reasons.
  public enum Code {
    UNKNOWN_PARAMETER(400, "Unbekannter Parameter", "Unknown parameter"),
    INVALID_PARAMETER(400, "Ungültiger Parameter", "Invalid parameter"),
    CONFLICTING_PARAMETERS(400, "Parameter widersprechen sich", "Parameters contradict each other"),
    INVALID_CURSOR(400, "Ungültige Seitenmarke", "Invalid cursor"),
    PAGE_TOO_DEEP(400, "Seite liegt zu tief", "Page too deep"),
    UNAUTHORIZED(401, "Schlüssel fehlt oder gilt nicht", "Key missing or not valid"),
    FORBIDDEN_SCOPE(403, "Schlüssel reicht nicht aus", "Key does not cover this"),
    NOT_FOUND(404, "Nicht gefunden", "Not found"),
    METHOD_NOT_ALLOWED(405, "Methode nicht erlaubt", "Method not allowed"),
    NOT_ACCEPTABLE(406, "Format nicht verfügbar", "Not acceptable"),
    GONE(410, "Nicht mehr ausgeschrieben", "No longer advertised"),
    REQUEST_TOO_LARGE(413, "Anfrage zu groß", "Request too large"),
    RATE_LIMITED(429, "Zu viele Anfragen", "Too many requests"),
    INTERNAL(500, "Interner Fehler", "Internal error"),
    FORMAT_UNAVAILABLE(501, "Format nicht eingerichtet", "Format not installed"),
    INDEX_UNAVAILABLE(503, "Suche gerade nicht verfügbar", "Search is not available right now");

    private final int status;
    private final String german;
    private final String english;

    Code(int status, String german, String english) {
      this.status = status;
      this.german = german;
      this.english = english;
    }

    /// What it is called.
    public Text title() {
      return new Text(german, english);
    }

    public int status() {
      return status;
    }

    /// The name in documents, such as `unknown_parameter`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The name in addresses, such as `unknown-parameter`.
    public String slug() {
      return key().replace('_', '-');
    }
  }

  /// One parameter's fault.
  ///
  /// @param didYouMean the nearest name or value that exists; null if none is near
  public record Fault(Code code, String parameter, Text detail, @Nullable String didYouMean) {}

  public Problem {
    faults = List.copyOf(faults);
    more = Map.copyOf(more);
  }

  public static Problem of(Code code, String german, String english) {
    return new Problem(code, new Text(german, english), List.of(), Map.of());
  }

  /// One problem for all faults of a request; it is named after the first.
  public static Problem of(List<Fault> faults) {
    Fault first = faults.getFirst();
    return new Problem(first.code(), first.detail(), faults, Map.of());
  }

  public Problem with(String member, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(more);
    all.put(member, value);
    return new Problem(code, detail, faults, all);
  }

  /// Throws this problem, which ends a request wherever it is.
  public ProblemException thrown() {
    return new ProblemException(this);
  }

  /// The document.
  Answer answer(String instance, String requestId, Text.Language language) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "/docs/problems/" + code.slug());
    document.put("title", code.title().in(language));
    document.put("status", code.status());
    document.put("detail", detail.in(language));
    document.put("instance", instance);
    document.put("code", code.key());
    document.put("request_id", requestId);
    document.putAll(more);
    if (!faults.isEmpty()) {
      List<Map<String, @Nullable Object>> errors = new ArrayList<>();
      for (Fault fault : faults) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("parameter", fault.parameter());
        error.put("code", fault.code().key());
        error.put("detail", fault.detail().in(language));
        error.put("did_you_mean", fault.didYouMean());
        errors.add(error);
      }
      document.put("errors", errors);
    }
    return new Answer(
            code.status(),
            Map.of("Content-Type", "application/problem+json; charset=utf-8"),
            new Answer.Body.Whole(Json.write(document)))
        .with("Cache-Control", "no-store");
  }
}
