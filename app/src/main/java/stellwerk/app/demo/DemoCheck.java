package stellwerk.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Looks at the running demo through HTTP, as the portal would: does the section show jobs, and not
/// the forbidden ones?
public final class DemoCheck {
  /// Words of postings that must not appear: people trainers, other jobs, a closed one, one that
  /// robots keep back.
  private static final List<String> FORBIDDEN =
      List.of(
          "KI-Dozent",
          "Training Consultant",
          "Personal KI-Trainer",
          "Vertriebstrainer",
          "Referent KI-Schulungen",
          "KI-Workshop",
          "Fitness-Trainer",
          "KI-Beauftragter",
          "Content Moderator",
          "Machine Learning Engineer",
          "Erzieher",
          "Buchhalter",
          "Frontend-Entwickler",
          "Stelle besetzt",
          "KI-Trainer intern",
          "United States");

  private static final int LEAST_VACANCIES = 40;
  private static final Pattern JOB = Pattern.compile("<li class=\"sw-job\"");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;
  private final List<String> faults = new ArrayList<>();

  private DemoCheck(String base) {
    this.base = base;
  }

  /// What was seen.
  ///
  /// @param jobsOnThePage jobs in the section of the article's page
  /// @param faults what is not as it should be; empty if all is well
  public record Result(long jobsOnThePage, List<String> faults) {
    public Result {
      faults = List.copyOf(faults);
    }
  }

  /// Checks the demo behind an address such as `http://127.0.0.1:8080`.
  public static Result of(String base) throws IOException, InterruptedException {
    return new DemoCheck(base).check();
  }

  private Result check() throws IOException, InterruptedException {
    String page = get("/demo/");
    long jobs = JOB.matcher(page).results().count();
    expect(jobs >= 5, "the article's section shows " + jobs + " jobs, at least 5 were expected");
    expect(page.contains("Quelle:"), "the section names no sources");
    expect(!page.contains("<script>alert"), "a hostile title reached the page unescaped");
    expect(!page.contains("javascript:"), "a javascript: link reached the page");
    expect(
        !page.contains("application/ld+json"), "the section carries JSON-LD, which lists must not");
    String all = get("/v1/jobs?occupation=ki-trainer&limit=100");
    String total = all.replaceFirst("(?s).*?\"total\"\\s*:\\s*(\\d+).*", "$1");
    expect(
        total.matches("\\d{1,9}") && Integer.parseInt(total) >= LEAST_VACANCIES,
        "the search finds " + total + " vacancies, at least " + LEAST_VACANCIES + " were expected");
    for (String words : FORBIDDEN) {
      expect(
          !all.contains(words) && !page.contains(words),
          "“" + words + "” is shown and must not be");
    }
    expect(get("/v1/feeds/ki-trainer.rss").contains("<item>"), "the RSS feed is empty");
    return new Result(jobs, faults);
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    expect(answer.statusCode() == 200, path + " answers " + answer.statusCode());
    return answer.body();
  }
}
