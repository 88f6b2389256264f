package stellwerk.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.app.RunningPortal.Look;

/// The section and the demo page as people see and use them, in a real browser.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SectionBrowserTest {
  private static final String SCRIPT =
      "<script type=module src=/v1/embed/aktuelle-jobs.js></script>";
  private static final String ELEMENT =
      "<aktuelle-jobs beruf=ki-trainer anzahl=5 ueberschrift=2>"
          + "<p><a href=/jobs/ki-trainer>Alle Stellen als KI-Trainer ansehen</a></p></aktuelle-jobs>";
  private static final String FRAGMENTS = "**/v1/embed/jobs.html*";

  private RunningPortal portal;
  private RunningPortal empty;

  @BeforeAll
  void start(@TempDir Path full, @TempDir Path nothing) throws IOException {
    portal = RunningPortal.crawled(full);
    empty = RunningPortal.empty(nothing);
  }

  @AfterAll
  void stop() {
    if (portal != null) {
      portal.close();
    }
    if (empty != null) {
      empty.close();
    }
  }

  private static void phone(Browser.NewContextOptions options) {
    options.setViewportSize(320, 700);
  }

  private static void outOfOrder(Route route) {
    route.fulfill(new Route.FulfillOptions().setStatus(503));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void theArticlesPageIsAccessibleInLightAndDark(ColorScheme scheme) {
    Look look = portal.look(options -> options.setColorScheme(scheme)).open("/demo/");

    assertThat(look.page.locator(".sw-job")).hasCount(10);
    look.isAccessible();
    assertThat(look.complaints).isEmpty();
  }

  @Test
  void aPhoneOf320PixelsShowsEverythingWithoutSidewaysScrolling() {
    Look look = portal.look(SectionBrowserTest::phone).open("/demo/");

    look.fitsTheWidth();
    look.isAccessible();
    look.page.evaluate("document.documentElement.style.fontSize = '200%'");
    look.fitsTheWidth();
  }

  @Test
  void anEmptySectionSaysThePortalsSentenceAndIsAccessible() {
    Look look = empty.look().open("/demo/");

    assertThat(look.page.locator(".sw-jobs__empty"))
        .hasText("Es gibt momentan keine freien Stellen.");
    assertThat(look.page.locator("button")).hasCount(0);
    look.isAccessible();
    Look small = empty.look(SectionBrowserTest::phone).open("/demo/");
    small.fitsTheWidth();
    small.isAccessible();
  }

  @Test
  void moreJobsAreAppendedTheFirstIsFocusedAndTheNumberSaid() {
    Look look = portal.look().write(ELEMENT + SCRIPT);
    Locator more = look.page.locator("button.sw-jobs__more");
    assertThat(more).hasText("Weitere Stellen anzeigen");
    assertThat(look.page.locator(".sw-job")).hasCount(5);

    more.click();

    assertThat(look.page.locator(".sw-job")).hasCount(10);
    assertThat(look.page.locator("[role=status]")).hasText("5 weitere Stellen geladen.");
    assertThat(look.page.locator(".sw-job").nth(5).locator("a")).isFocused();
    look.isAccessible();
    assertThat(
            look.page.evaluate(
                "new Set([...document.querySelectorAll('.sw-job a')].map(a => a.href)).size"))
        .as("no job twice")
        .isEqualTo(10);
  }

  @Test
  void atTheEndTheButtonGoes() {
    Look look = portal.look().write(ELEMENT.replace("anzahl=5", "anzahl=20") + SCRIPT);
    Locator more = look.page.locator("button.sw-jobs__more");
    assertThat(look.page.locator(".sw-job")).hasCount(20);
    for (int jobs = 20; more.count() > 0 && jobs < 200; jobs += 20) {
      more.click();
      look.page.waitForFunction("n => document.querySelectorAll('.sw-job').length > n", jobs);
    }

    assertThat(more).hasCount(0);
    assertThat(look.page.locator("[aria-busy]")).hasCount(0);
    String meta = look.page.locator(".sw-jobs__meta").textContent();
    assertThat(meta).as("all that the section counts").startsWith(look.jobs() + " Stellen");
  }

  @Test
  void withoutScriptTheJobsAreThere() {
    Look look = portal.look(options -> options.setJavaScriptEnabled(false)).open("/demo/");

    assertThat(look.page.locator(".sw-job")).hasCount(10);
    assertThat(look.page.locator("a.sw-jobs__more"))
        .hasText(Pattern.compile("Alle \\d+ Stellen ansehen"));
  }

  @Test
  void theArticleShowsWhatTheAdvertisementsSay() {
    Look look = portal.look().open("/demo/");

    assertThat(look.page.locator(".sw-insights__heading")).hasText("Was die Stellenanzeigen sagen");
    assertThat(look.page.locator(".sw-insights li strong").first()).isVisible();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/issues/ki-trainer/next.html",
        "/v1/charts/pay.svg?occupation=ki-trainer&group_by=tier",
        "/v1/charts/pay.svg?occupation=ki-trainer"
      })
  void issuesAndPicturesAreAccessibleOnTheirOwn(String path) {
    Look look = portal.look();
    look.open(path);
    assertThat(look.page.locator("svg, h1").first()).isVisible();
    look.complaints.clear();

    if (path.contains(".svg")) {
      String svg = look.page.content();
      look.write(svg.substring(svg.indexOf("<svg"), svg.indexOf("</svg>") + 6));
    }
    look.isAccessible();
  }

  @Test
  void aSectionThatIsInThePageIsNotLoadedAgain() {
    Look look = portal.look().open("/demo/");

    assertThat(look.page.locator("button.sw-jobs__more")).hasCount(1);
    assertThat(look.asked).noneMatch(url -> url.contains("/embed/jobs.html"));
  }

  @Test
  void whenTheFirstLoadFailsTheFallbackStaysAndTheEventTellsWhy() {
    Look look = portal.look();
    look.page.route(FRAGMENTS, SectionBrowserTest::outOfOrder);

    look.write(ELEMENT + SCRIPT);

    look.page.waitForFunction("window.events.length > 0");
    assertThat(look.events()).isEqualTo("sw:fehler ");
    assertThat(look.page.getByText("Alle Stellen als KI-Trainer ansehen")).isVisible();
    assertThat(look.page.locator("[aria-busy]")).hasCount(0);
    look.isAccessible();
  }

  @Test
  void anOutageDuringMoreIsSaidAndTheButtonGoesOnWorking() {
    Look look = portal.look().write(ELEMENT + SCRIPT);
    Locator more = look.page.locator("button.sw-jobs__more");
    assertThat(more).isVisible();
    look.page.route(FRAGMENTS, SectionBrowserTest::outOfOrder);

    more.click();

    assertThat(look.page.locator("[role=status]"))
        .hasText("Weitere Stellen konnten nicht geladen werden. Bitte versuchen Sie es erneut.");
    assertThat(look.jobs()).isEqualTo(5);
    look.isAccessible();
    look.page.unroute(FRAGMENTS);
    more.click();
    assertThat(look.page.locator(".sw-job")).hasCount(10);
    assertThat(look.events()).isEqualTo("sw:geladen 5, sw:fehler , sw:geladen 5");
  }

  @Test
  void anotherNumberOfJobsLoadsAnew() {
    Look look = portal.look().write(ELEMENT + SCRIPT);
    assertThat(look.page.locator(".sw-job")).hasCount(5);

    look.page.evaluate("document.querySelector('aktuelle-jobs').setAttribute('anzahl', '3')");

    assertThat(look.page.locator(".sw-job")).hasCount(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/embed/aktuelle-jobs.js", "/v1/embed/1.4.0/aktuelle-jobs.js"})
  void bothAddressesOfTheScriptFindTheSectionAndTwiceDoesNoHarm(String address) {
    String script = "<script type=module src=" + address + "></script>";
    Look look = portal.look().write(ELEMENT + script + script + SCRIPT);

    assertThat(look.page.locator(".sw-job")).hasCount(5);
    assertThat(look.complaints).isEmpty();
  }

  @Test
  void nothingComesFromElsewhereAndNothingIsStored() {
    Look look = portal.look().open("/demo/");
    look.page.locator("button.sw-jobs__more").click();
    assertThat(look.page.locator(".sw-job")).hasCount(20);

    assertThat(look.asked).allMatch(url -> url.startsWith(portal.base() + "/"));
    assertThat(look.page.context().cookies()).isEmpty();
    assertThat(look.page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
    assertThat(look.page.locator("script[type='application/ld+json']")).hasCount(0);
  }

  @Test
  void hostileTitlesAndAddressesAreOnlyText() {
    Look look = portal.look().write(ELEMENT.replace("anzahl=5", "anzahl=20") + SCRIPT);
    Locator more = look.page.locator("button.sw-jobs__more");
    assertThat(look.page.locator(".sw-job")).hasCount(20);
    for (int jobs = 20; more.count() > 0 && jobs < 200; jobs += 20) {
      more.click();
      look.page.waitForFunction("n => document.querySelectorAll('.sw-job').length > n", jobs);
    }

    assertThat(look.page.locator(".sw-job").getByText("Böse & Partner").first()).isVisible();
    assertThat(
            look.page.locator(
                ".sw-jobs script, .sw-jobs img, .sw-jobs [style], .sw-jobs [onclick]"))
        .hasCount(0);
    assertThat(
            look.page.evaluate(
                "[...document.querySelectorAll('.sw-jobs a')].every(a => /^https?:/.test(a.href))"))
        .isEqualTo(true);
    assertThat(look.complaints).isEmpty();
  }

  @Test
  void thePageDoesNotJumpWhileItLoads() {
    Look look = portal.look().open("/demo/");
    assertThat(look.page.locator("button.sw-jobs__more")).isVisible();

    Object shift =
        look.page.evaluate(
            """
            () => new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
                .observe({ type: 'layout-shift', buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
            })\
            """);

    assertThat(((Number) shift).doubleValue()).isZero();
  }

  @Test
  void fingersAndKeyboardsReachEverything() {
    Look look = portal.look(SectionBrowserTest::phone).open("/demo/");
    Locator more = look.page.locator("button.sw-jobs__more");

    assertThat(more.boundingBox().height).isGreaterThanOrEqualTo(44);
    for (Locator link : look.page.locator(".sw-jobs a").all()) {
      assertThat(link.boundingBox().height).isGreaterThanOrEqualTo(24);
    }
    more.focus();
    look.page.keyboard().press("Shift+Tab");
    look.page.keyboard().press("Tab");
    assertThat(look.page.evaluate("getComputedStyle(document.activeElement).outlineWidth"))
        .isEqualTo("3px");
    look.page.keyboard().press("Enter");
    assertThat(look.page.locator(".sw-job")).hasCount(20);
  }

  @Test
  void aForcedThemeWinsOverTheReadersScheme() {
    Look look = portal.look(options -> options.setColorScheme(ColorScheme.LIGHT));
    look.write(ELEMENT.replace("anzahl=5", "anzahl=5 thema=dunkel") + SCRIPT);
    assertThat(look.page.locator(".sw-job")).hasCount(5);

    assertThat(
            look.page.evaluate(
                "getComputedStyle(document.querySelector('.sw-job')).backgroundColor"))
        .isEqualTo("rgb(29, 29, 34)");
  }

  @Test
  void forcedColoursKeepTheBordersOfCardsAndButton() {
    Look look = portal.look(options -> options.setForcedColors(ForcedColors.ACTIVE)).open("/demo/");

    Page page = look.page;
    assertThat(page.evaluate("getComputedStyle(document.querySelector('.sw-job')).borderTopWidth"))
        .isEqualTo("1px");
    assertThat(
            page.evaluate(
                "getComputedStyle(document.querySelector('button.sw-jobs__more')).borderTopWidth"))
        .isEqualTo("2px");
  }

  @Test
  void anyRuleOfThePageWinsOverOurs() {
    Look look =
        portal
            .look()
            .write(
                "<style>.sw-job{border:5px solid red} a{color:rgb(1, 2, 3)}</style>"
                    + ELEMENT
                    + SCRIPT);
    assertThat(look.page.locator(".sw-job")).hasCount(5);

    assertThat(
            look.page.evaluate(
                "getComputedStyle(document.querySelector('.sw-job')).borderTopWidth"))
        .isEqualTo("5px");
    assertThat(look.page.evaluate("getComputedStyle(document.querySelector('.sw-job a')).color"))
        .isEqualTo("rgb(1, 2, 3)");
  }
}
