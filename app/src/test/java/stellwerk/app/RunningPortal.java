package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Environment;
import stellwerk.app.demo.DemoConfig;
import stellwerk.app.demo.DemoPortal;
import stellwerk.app.demo.DemoSites;
import stellwerk.app.wiring.Serving;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;

/// The demo as served, and a real Chromium that looks at it. One browser for all tests of a class,
/// one context for each page, so that no test sees another's cache or flags.
final class RunningPortal implements AutoCloseable {
  /// WCAG 2.2 A and AA, and what axe calls good practice.
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final DemoSites sites;
  private final Serving serving;
  private final Playwright playwright;
  private final Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();

  private RunningPortal(DemoSites sites, Serving serving, Path chromium) {
    this.sites = sites;
    this.serving = serving;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(QUIET));
  }

  /// The demo world, crawled; skips the test, and says so, where there is no Chromium.
  static RunningPortal crawled(Path folder) throws IOException {
    return start(folder, true);
  }

  /// The same portal before anything was crawled.
  static RunningPortal empty(Path folder) throws IOException {
    return start(folder, false);
  }

  private static RunningPortal start(Path folder, boolean crawled) throws IOException {
    Optional<Path> chromium = chromium();
    if (System.getenv("CI") != null) {
      assertThat(chromium).as("Chromium in CI; .ci/install installs it").isPresent();
    }
    assumeTrue(
        chromium.isPresent(), "SKIPPED: no chromium on this machine; .ci/install installs it");
    DemoSites sites = DemoSites.start(LocalDate.ofInstant(Wiring.CLOCK.instant(), Schedule.BERLIN));
    Configuration configuration =
        Configuration.read(DemoConfig.write(folder, sites, 0), new Environment(Map.of()));
    Wiring wiring = Wiring.open(configuration);
    if (crawled) {
      for (Site site : configuration.sites()) {
        wiring.crawl(site);
      }
    }
    AtomicInteger port = new AtomicInteger();
    Serving serving = Serving.start(wiring, false, new DemoPortal(port::get).routes());
    port.set(serving.port());
    return new RunningPortal(sites, serving, chromium.get());
  }

  private static Optional<Path> chromium() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  String base() {
    return "http://127.0.0.1:" + serving.port();
  }

  /// A page of its own.
  Look look(Consumer<Browser.NewContextOptions> how) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setViewportSize(900, 900).setLocale("de-DE");
    how.accept(options);
    BrowserContext context = browser.newContext(options);
    contexts.add(context);
    return new Look(context.newPage(), base());
  }

  Look look() {
    return look(_ -> {});
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    browser.close();
    playwright.close();
    serving.close();
    sites.close();
  }

  /// One page, with all that it asked for and complained of.
  static final class Look {
    final Page page;
    final List<String> asked = new ArrayList<>();
    final List<String> complaints = new ArrayList<>();
    private final String base;

    private Look(Page page, String base) {
      this.page = page;
      this.base = base;
      page.onRequest(request -> asked.add(request.url()));
      page.onPageError(complaints::add);
      page.onDialog(dialog -> {
        complaints.add("a dialog: " + dialog.message());
        dialog.dismiss();
      });
    }

    Look open(String path) {
      page.navigate(base + path);
      return this;
    }

    /// A page of some portal that is not ours, with this in its body.
    Look write(String body) {
      String html =
          "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Portal</title>"
              + "<meta name=viewport content='width=device-width'>"
              + "<link rel=stylesheet href=/v1/embed/aktuelle-jobs.css>"
              + "<script>window.events=[];for(const n of ['sw:geladen','sw:fehler'])"
              + "addEventListener(n,e=>window.events.push(n+' '+(e.detail.anzahl??'')))</script>"
              + "</head><body><main><h1>Portal</h1>"
              + body
              + "</main></body></html>";
      page.route(
          base + "/portal-page",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/html; charset=utf-8")
                      .setBody(html)));
      return open("/portal-page");
    }

    /// Nothing that axe finds wrong.
    void isAccessible() {
      assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
          .as("violations found by axe")
          .isEmpty();
    }

    /// The page needs no sideways scrolling (WCAG 1.4.10).
    void fitsTheWidth() {
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as("no horizontal scroll")
          .isEqualTo(true);
    }

    long jobs() {
      return page.locator(".sw-job").count();
    }

    String events() {
      return String.valueOf(page.evaluate("window.events.join(', ')"));
    }
  }
}
