package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.Completeness;
import stellwerk.crawler.verdict.Tally;
import stellwerk.crawler.verdict.Verdict;

/// Kinds that need several pages, walked from their first request to the verdict.
class WholeCrawlsTest {
  private static final String HTML = "<!DOCTYPE html><html><head><title>Jobs</title></head><body>";

  /// What a site answers: by address, for a POST by address and offset.
  private final Map<String, String> answers = new HashMap<>();

  private final Set<String> received = new LinkedHashSet<>();
  private final List<RawPosting> postings = new ArrayList<>();

  @Test
  void smartRecruitersIsCompleteWhenEveryDetailCame() {
    String base = "https://api.smartrecruiters.com/v1/companies/Muster/postings";
    answers.put(base + "?limit=100&offset=0", smart(0, 2, "1"));
    answers.put(base + "?limit=100&offset=1", smart(1, 2, "2"));
    answers.put(base + "/1", "{\"id\":\"1\",\"name\":\"Job 1\"}");
    answers.put(base + "/2", "{\"id\":\"2\",\"name\":\"Job 2\"}");

    assertThat(crawl(site("smartrecruiters", "company_id"))).isEqualTo(Verdict.COMPLETE);
    assertThat(received).containsExactlyInAnyOrder("1", "2");
    assertThat(postings.getFirst().url())
        .isEqualTo(URI.create("https://jobs.smartrecruiters.com/Muster/1"));
  }

  @Test
  void smartRecruitersIsPartialWhenADetailIsMissing() {
    String base = "https://api.smartrecruiters.com/v1/companies/Muster/postings";
    answers.put(base + "?limit=100&offset=0", smart(0, 1, "1"));

    assertThat(crawl(site("smartrecruiters", "company_id"))).isNotEqualTo(Verdict.COMPLETE);
  }

  @Test
  void smartRecruitersZeroIsNeverBelieved() {
    answers.put(
        "https://api.smartrecruiters.com/v1/companies/Muster/postings?limit=100&offset=0",
        "{\"offset\":0,\"limit\":100,\"totalFound\":0,\"content\":[]}");

    assertThat(crawl(site("smartrecruiters", "company_id"))).isEqualTo(Verdict.EMPTY_SUSPECT);
  }

  private static String smart(int offset, int total, String id) {
    return "{\"offset\":"
        + offset
        + ",\"totalFound\":"
        + total
        + ",\"content\":[{\"id\":\""
        + id
        + "\",\"name\":\"Job\",\"company\":{\"identifier\":\"Muster\",\"name\":\"Muster\"}}]}";
  }

  @Test
  void workdaysLaterPagesMayCountZero() {
    String base = "https://muster.wd3.myworkdayjobs.com/wday/cxs/muster/Jobs";
    answers.put(base + "/jobs 0", workday(2, "/job/A_1"));
    answers.put(base + "/jobs 1", workday(0, "/job/B_2"));
    for (String path : List.of("/job/A_1", "/job/B_2")) {
      answers.put(base + path, "{\"jobPostingInfo\":{\"title\":\"Job\"}}");
    }
    Site site =
        site(
            "workday",
            new Options(
                Map.of(
                    "tenant", List.of("muster"), "host", List.of("wd3"), "site", List.of("Jobs"))));

    assertThat(crawl(site)).isEqualTo(Verdict.COMPLETE);
    assertThat(received).containsExactlyInAnyOrder("/job/A_1", "/job/B_2");
  }

  @Test
  void workdayAtItsOwnLimitIsTruncated() {
    String base = "http://127.0.0.1:8080/wday/cxs/muster/Jobs";
    answers.put(base + "/jobs 0", workday(2_000, "/job/A_1"));
    answers.put(base + "/jobs 1", "{\"total\":0,\"jobPostings\":[]}");
    answers.put(base + "/job/A_1", "{\"jobPostingInfo\":{\"title\":\"Job\"}}");

    assertThat(crawl(starting("workday", base + "/jobs"))).isEqualTo(Verdict.TRUNCATED);
  }

  private static String workday(int total, String path) {
    return "{\"total\":"
        + total
        + ",\"jobPostings\":[{\"title\":\"Job\",\"externalPath\":\""
        + path
        + "\"}]}";
  }

  @Test
  void joinIsReadPageByPage() {
    String base = "http://127.0.0.1:8080/companies/muster";
    answers.put(base + "?page=1", join(1, 2, 2, "1-a"));
    answers.put(base + "?page=2", join(2, 2, 2, "2-b"));
    answers.put(base + "/1-a", HTML + "<h1>A</h1><p>Du bewertest Antworten.</p>");
    answers.put(base + "/2-b", HTML + "<h1>B</h1><p>Du bewertest Antworten.</p>");

    assertThat(crawl(starting("join", base + "?page=1"))).isEqualTo(Verdict.COMPLETE);
    assertThat(received).containsExactlyInAnyOrder("1-a", "2-b");
    assertThat(postings.getFirst().first(RawField.TITLE).orElseThrow().text()).isEqualTo("Job");
  }

  @Test
  void joinThatIsReadByItsLinksIsNeverComplete() {
    String base = "http://127.0.0.1:8080/companies/muster";
    answers.put(base, HTML + "<h1>Jobs</h1><a href='/companies/muster/1-a'>A</a>");
    answers.put(base + "/1-a", Pages.withScript("{\"@type\":\"JobPosting\",\"title\":\"A\"}"));

    assertThat(crawl(starting("join", base))).isEqualTo(Verdict.PARTIAL);
    assertThat(received).containsExactly("1");
  }

  private static String join(int page, int pages, int total, String id) {
    return HTML
        + "<script id=\"__NEXT_DATA__\">{\"props\":{\"pageProps\":{\"initialState\":{\"jobs\":"
        + "{\"pagination\":{\"page\":"
        + page
        + ",\"pageCount\":"
        + pages
        + ",\"total\":"
        + total
        + "},\"items\":[{\"idParam\":\""
        + id
        + "\",\"title\":\"Job\"}]}}}}}</script>";
  }

  @Test
  void softgardenIsCompleteWhenBothListsAgree() {
    softgarden("[1, 2]");

    assertThat(crawl(site("softgarden", "slug"))).isEqualTo(Verdict.COMPLETE);
    assertThat(received).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void softgardensListsThatDisagreeProveNothing() {
    softgarden("[1, 3]");
    assertThat(crawl(site("softgarden", "slug"))).isEqualTo(Verdict.PARTIAL);
    assertThat(received).containsExactlyInAnyOrder("1", "2", "3");
  }

  private void softgarden(String ids) {
    String base = "https://muster.softgarden.io/";
    answers.put(
        base + "de/widgets/jobs",
        HTML
            + "<div class=matchElement id=job_id_1><p class=title>A</p></div>"
            + "<div class=matchElement id=job_id_2><p class=title>B</p></div>");
    answers.put(base, HTML + "<script>var complete_job_id_list = " + ids + ";</script>");
    for (String id : List.of("1", "2", "3")) {
      answers.put(
          base + "job/" + id + "?l=de",
          Pages.withScript("{\"@type\":\"JobPosting\",\"title\":\"Job\"}"));
    }
  }

  @Test
  void dvincisListIsCountedAgainstItsSmallOne() {
    String list = "https://muster.dvinci-hr.com/jobPublication/list.json?lang=de";
    String job = "{\"position\":\"Job\",\"jobPublicationURL\":\"https://muster.dvinci-hr.com/1\"}";
    answers.put(list, "[" + job + "]");
    answers.put(list + "&fields=small", "[{}]");
    assertThat(crawl(site("dvinci", "customer"))).isEqualTo(Verdict.COMPLETE);

    answers.put(list + "&fields=small", "[{},{}]");
    assertThat(crawl(site("dvinci", "customer"))).isEqualTo(Verdict.PARTIAL);
  }

  @Test
  void teamtailorsFullPageHasAnotherBehindIt() {
    String feed = "https://muster.teamtailor.com/jobs.rss?offset=0&per_page=100";
    StringBuilder items = new StringBuilder();
    for (int number = 0; number < 100; number++) {
      items.append("<item><title>Job</title><link>https://muster.teamtailor.com/jobs/");
      items.append(number).append("</link></item>");
    }
    String rss = "<rss version=\"2.0\"><channel><title>Jobs</title>";
    answers.put(feed, rss + items + "</channel></rss>");
    answers.put(feed.replace("offset=0", "offset=100"), rss + "</channel></rss>");

    assertThat(crawl(site("teamtailor", "slug"))).isEqualTo(Verdict.PARTIAL);
    assertThat(received).hasSize(100);
  }

  @Test
  void teamtailorsFeedThatIsGoneIsAskedForAsJson() {
    Site site = site("teamtailor", "slug");
    Teamtailor adapter = new Teamtailor();
    Request feed = adapter.start(site).getFirst();

    assertThat(adapter.instead(site, new Fetched.Gone(feed, 404, Instant.EPOCH)))
        .extracting(Request::url)
        .containsExactly(URI.create("https://muster.teamtailor.com/jobs.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smartrecruiters",
        "recruitee",
        "workable",
        "workday",
        "softgarden",
        "join",
        "dvinci",
        "bamboohr",
        "teamtailor"
      })
  void aStartElsewhereIsNeverLeft(String kind) throws IOException {
    SavedSite saved = SavedSite.in(Path.of("src/test/resources/sites", kind));
    Adapter adapter = Adapters.of(kind).orElseThrow();
    for (Fetched.Page page : saved.pages()) {
      URI here =
          URI.create(page.url().toString().replaceFirst("https://[^/]+", "http://127.0.0.1:8080"));
      Site site = starting(kind, here.toString());
      assertThat(adapter.start(site)).extracting(Request::url).containsExactly(here);
      Request asked =
          new Request(
              here,
              Request.Method.GET,
              page.request().purpose(),
              Map.of(),
              "",
              page.request().carried());
      boolean absolute = page.url().getPath().endsWith("feed.json");
      if (!absolute
          && adapter.read(site, Fetched.Page.saved(asked, page.mediaType(), page.body(), page.at()))
              instanceof Harvest.Read read) {
        assertThat(read.requests())
            .extracting(request -> request.url().getAuthority())
            .allMatch("127.0.0.1:8080"::equals);
      }
    }
  }

  private static Site site(String kind, String option) {
    return site(kind, Options.of(option, option.equals("company_id") ? "Muster" : "muster"));
  }

  private static Site site(String kind, Options options) {
    return Site.of(new SiteId("saved"), "Saved site", kind, options, List.of());
  }

  private static Site starting(String kind, String url) {
    return Site.of(
        new SiteId("saved"),
        "Saved site",
        kind,
        Options.NONE,
        List.of(new StartUrl(url, List.of(), new StartUrl.Pages(1, 1, StartUrl.StopWhen.EMPTY))));
  }

  /// Asks, reads and follows until nothing is left; pages without an answer have failed.
  private Verdict crawl(Site site) {
    received.clear();
    postings.clear();
    Adapter adapter = Adapters.of(site.kind()).orElseThrow();
    Deque<Request> waiting = new ArrayDeque<>();
    Set<String> planned = new HashSet<>();
    List<Integer> declared = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    List<String> caps = new ArrayList<>();
    Set<String> twice = new HashSet<>();
    adapter.start(site).stream()
        .filter(request -> planned.add(request.identity()))
        .forEach(waiting::add);
    int read = 0;
    @Nullable String fallback = null;
    while (!waiting.isEmpty()) {
      Request request = waiting.remove();
      String body = answers.get(name(request));
      Harvest harvest =
          body == null
              ? new Harvest.NotThePage(Harvest.Problem.WRONG_SHAPE, "no answer")
              : adapter.read(site, page(request, body));
      switch (harvest) {
        case Harvest.NotThePage not -> failures.add(request.url() + ": " + not.detail());
        case Harvest.Read page -> {
          read++;
          Harvest.keys(page).stream()
              .filter(key -> !received.add(key))
              .filter(_ -> request.purpose() != Request.Purpose.DETAIL)
              .forEach(twice::add);
          postings.addAll(page.postings());
          page.declaredTotal().ifPresent(declared::add);
          if (page.capped() != null) {
            caps.add(page.capped());
          }
          fallback = page.fallback() == null ? fallback : page.fallback();
          page.requests().stream()
              .filter(next -> planned.add(next.identity()))
              .forEach(waiting::add);
        }
      }
    }
    Tally tally =
        new Tally(
            site.id(),
            new CrawlId("c_saved"),
            "question",
            adapter.proof(site),
            planned.size(),
            read,
            0,
            declared,
            received,
            twice,
            failures,
            caps,
            List.of(),
            fallback);
    return Completeness.judge(tally, List.of()).verdict();
  }

  private static String name(Request request) {
    return request.method() == Request.Method.POST
        ? request.url() + " " + Json.read(request.body()).orElseThrow().path("offset").asInt()
        : request.url().toString();
  }

  private static Fetched.Page page(Request request, String body) {
    return Fetched.Page.saved(
        request, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
  }
}
