package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.site.Words;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Verdict;

/// Parsing and discovery (`docs/crawling.md`): what a page asks of robots, traps, the identity of
/// an address, and that an unchanged page costs nothing.
class DiscoveryBehavioursTest {
  /// A list of a site without structured data, whose pages are chained by a link.
  private static Site chained(CrawlRig rig, String start) {
    Site plain = rig.site(start);
    return Site.of(plain.id(), plain.name(), "html", Options.NONE, plain.start())
        .with(plain.http())
        .with(plain.politeness())
        .with(
            new SelectorRules(
                Pick.css("li.stelle"),
                Pick.css("a"),
                null,
                Pick.css("a.weiter"),
                true,
                Map.of(RawField.TITLE, Pick.css("h1"))));
  }

  private static String page(String items, String next) {
    return "<html><body><h1>Liste</h1><ul>"
        + items
        + "</ul><a class='weiter' href='"
        + next
        + "'>weiter</a><p>Alle offenen Stellen unseres Hauses auf einen Blick.</p></body></html>";
  }

  private static String item(String id) {
    return "<li class='stelle'><a href='/stelle/" + id + "'>Stelle " + id + "</a></li>";
  }

  @Test
  @DisplayName("11. noindex, nofollow, X-Robots-Tag and rel=nofollow are honoured: noindex")
  void aPostingThatWantsToBeInNoIndexIsNotTaken() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.list("/liste", List.of("1", "2", "3"));
      rig.posting("1");
      rig.posting("2", "X-Robots-Tag: noindex");
      rig.server.answer(
          "/stelle/3",
          200,
          CrawlRig.postingPage("3", "<meta content='none' name='ROBOTS'>"),
          "Content-Type: text/html");

      CrawlReport report = rig.crawl(rig.site("/liste"));

      assertThat(rig.postings.keySet()).containsExactly("1");
      assertThat(report.items().skipped()).isEqualTo(2);
      assertThat(report.verdict()).as("the rest of the site goes on").isNotEqualTo(Verdict.BLOCKED);
      assertThat(rig.saysClosed)
          .as("its own page says it: read twice, that closes it")
          .containsOnlyKeys(
              URI.create(rig.server.url("/stelle/2")), URI.create(rig.server.url("/stelle/3")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "meta"})
  @DisplayName("11. nofollow, in the header or in the page: its links are not asked for")
  void linksOfAPageThatSaysNofollowAreNotAskedFor(String where) {
    try (CrawlRig rig = new CrawlRig()) {
      String body = CrawlRig.listPage(List.of("1"));
      if (where.equals("header")) {
        rig.server.answer("/liste", 200, body, "Content-Type: text/html", "X-Robots-Tag: nofollow");
      } else {
        rig.server.answer(
            "/liste",
            200,
            body.replace(
                "<html>", "<html><head><meta name=robots content='index, nofollow'></head>"),
            "Content-Type: text/html");
      }
      rig.posting("1");

      CrawlReport report = rig.crawl(rig.site("/liste"));

      assertThat(rig.asked()).containsExactly("/liste");
      assertThat(report.verdict()).isEqualTo(Verdict.BLOCKED);
      assertThat(report.reason()).contains("nofollow");
      assertThat(report.fates()).containsEntry("refused.nofollow", 1);
    }
  }

  @Test
  @DisplayName("11. rel=nofollow: that link is not asked for, the others are")
  void aLinkThatSaysNofollowIsNotAskedFor() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.server.answer(
          "/liste",
          200,
          CrawlRig.listPage(List.of("1"))
              .replace("<h1>", "<a rel='external NoFollow' href='/stelle/2'>Stelle 2</a><h1>"),
          "Content-Type: text/html");
      rig.posting("1");
      rig.posting("2");

      rig.crawl(rig.site("/liste"));

      assertThat(rig.asked()).containsExactly("/liste", "/stelle/1");
    }
  }

  @Test
  @DisplayName("11. unavailable_after counts as the end of the posting")
  void theDayOnWhichAPageWantsToBeForgottenIsThePostingsLast() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.list("/liste", List.of("1"));
      rig.posting("1", "X-Robots-Tag: unavailable_after: 25 Jun 2027 15:00:00 PST");

      rig.crawl(rig.site("/liste"));

      assertThat(rig.postings.values())
          .singleElement()
          .satisfies(posting ->
              assertThat(posting.all(RawField.VALID_THROUGH))
                  .extracting(Words::text)
                  .containsExactly("25 Jun 2027 15:00:00 PST"));
    }
  }

  @Test
  @DisplayName("34. Traps: an endless calendar ends, and all real postings are found")
  void anEndlessCalendarEndsAndAllRealPostingsAreFound() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.server.on(
          "*",
          (asked, _, out) -> {
            String path = asked.path();
            if (path.startsWith("/kalender")) {
              int month = Integer.parseInt(path.replaceAll("\\D", ""));
              String items = month == 0 ? item("1") + item("2") + item("3") : "";
              out.write(CrawlRig.html(page(items, "/kalender?monat=" + (month + 1))));
            } else if (path.startsWith("/stelle/")) {
              out.write(CrawlRig.html(CrawlRig.postingPage(path.substring(8), "")));
            } else {
              out.write(HostileServer.response(404, "nicht hier"));
            }
          });

      CrawlReport report = rig.crawl(chained(rig, "/kalender?monat=0"));

      assertThat(rig.postings).hasSize(3);
      assertThat(rig.asked()).hasSizeLessThanOrEqualTo(Traps.BARREN + 10);
      assertThat(report.verdict()).isEqualTo(Verdict.TRUNCATED);
      assertThat(report.reason()).contains("trap").contains("200 pages");
      assertThat(report.fates()).containsEntry("trap", 1);
    }
  }

  @Test
  @DisplayName("34. Traps: folders within themselves and session ids in the path end")
  void foldersWithinThemselvesAndSessionsInThePathEnd() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.server.on(
          "*",
          (asked, _, out) -> {
            String path = asked.path();
            if (path.startsWith("/stelle/")) {
              out.write(CrawlRig.html(CrawlRig.postingPage(path.substring(8), "")));
            } else if (path.startsWith("/s/")) {
              long session = path.hashCode() & 0xffffffL;
              out.write(CrawlRig.html(page(item("1"), "/s/a" + session + "b/liste")));
            } else if (path.startsWith("/ordner")) {
              out.write(CrawlRig.html(page(item("2"), path + "/ordner")));
            } else {
              out.write(HostileServer.response(404, "nicht hier"));
            }
          });

      CrawlReport sessions = rig.crawl(chained(rig, "/s/a1b/liste"));
      int afterSessions = rig.asked().size();
      CrawlReport folders = rig.crawl(chained(rig, "/ordner"));

      assertThat(rig.postings).hasSize(2);
      assertThat(afterSessions).isLessThanOrEqualTo(Traps.BARREN + 10);
      assertThat(rig.asked().size() - afterSessions).isLessThanOrEqualTo(6);
      assertThat(sessions.verdict()).isEqualTo(Verdict.TRUNCATED);
      assertThat(folders.reason()).contains("path segment");
    }
  }

  @ParameterizedTest
  @DisplayName("34. Traps: length, segments, repetition and parameters of an address")
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example/jobs/1 | -",
        "https://a.example/a/b/a/b/a | stands there more than 2 times",
        "https://a.example/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20 | -",
        "https://a.example/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21 | path segments",
        "https://a.example/?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1 | -",
        "https://a.example/?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1 | query parameters"
      })
  void addressesThatLookLikeTrapsAreNotAskedFor(String address, String why) {
    Request from = Request.get(URI.create("https://a.example/"), Request.Purpose.LIST);
    Request to = Request.get(URI.create(address), Request.Purpose.LIST);

    assertThat(new Traps().refusal(from, to).orElse("-")).contains(why);
  }

  @Test
  @DisplayName("34. Traps: more than ten pages deep, numbered pages of one list not counted")
  void depthIsCountedInKindsOfPages() {
    Traps traps = new Traps();
    Request at = Request.get(URI.create("https://a.example/liste?seite=0"), Request.Purpose.LIST);
    for (int page = 1; page <= 500; page++) {
      Request next =
          Request.get(URI.create("https://a.example/liste?seite=" + page), Request.Purpose.LIST);
      assertThat(traps.refusal(at, next)).isEmpty();
      at = next;
    }
    List<String> kinds = IntStream.range(0, 11).mapToObj(i -> "" + (char) ('a' + i)).toList();
    for (int i = 0; i < kinds.size(); i++) {
      Request next =
          Request.get(URI.create("https://a.example/" + kinds.get(i)), Request.Purpose.LIST);
      assertThat(traps.refusal(at, next).isPresent()).as(kinds.get(i)).isEqualTo(i == 10);
      at = next;
    }
  }

  @ParameterizedTest
  @DisplayName("35. Identity of a URL: normalised, without fragment, tracking and session")
  @CsvSource({
    "HTTPS://Jobs.Example:443/a#oben, https://jobs.example/a",
    "https://jobs.example, https://jobs.example/",
    "https://jobs.example/a/../b/./c, https://jobs.example/b/c",
    "https://jobs.example/../../a, https://jobs.example/a",
    "https://jobs.example/a?utm_source=x&id=7&gclid=y, https://jobs.example/a?id=7",
    "https://jobs.example/a;jsessionid=AB12?x=1, https://jobs.example/a?x=1",
    "https://jobs.example/a?sitzung=9&b=2&a=1, https://jobs.example/a?b=2&a=1",
    "https://jobs.example/%C3%A4?q=%20, https://jobs.example/%C3%A4?q=%20",
    "https://[2001:db8::1]:8443/a, https://[2001:db8::1]:8443/a",
    "http://jobs.example:80/, http://jobs.example/",
    "https://jobs.example:80/, https://jobs.example:80/"
  })
  void oneAddressHasOneSpelling(String written, String spelled) {
    assertThat(Addresses.normalised(URI.create(written), List.of("sitzung")))
        .isEqualTo(URI.create(spelled));
  }

  @Test
  @DisplayName("35. Identity of a URL: what is normalised stays as it is")
  void whatIsNormalisedStaysAsItIs() {
    SplittableRandom random = new SplittableRandom(35);
    List<String> parts =
        List.of(
            "/",
            "/a",
            "/..",
            "/.",
            ";jsessionid=1",
            "?",
            "&",
            "utm_medium=x",
            "id=3",
            "=",
            "%2F",
            "#x",
            "/b;c",
            "sitzung=1",
            "%C3%A4",
            "+",
            ":");
    int judged = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder address = new StringBuilder("https://Jobs.example");
      for (int n = random.nextInt(8); n > 0; n--) {
        address.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        URI once = Addresses.normalised(new URI(address.toString()), List.of("sitzung"));
        assertThat(Addresses.normalised(once, List.of("sitzung")))
            .as("%s", address)
            .isEqualTo(once);
        judged++;
      } catch (java.net.URISyntaxException _) {
        // no address at all
      }
    }
    assertThat(judged).isGreaterThan(1_000);
  }

  @Test
  @DisplayName("35. Identity of a URL: one posting under several addresses is asked for once")
  void onePostingUnderSeveralAddressesIsAskedForOnce() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.list(
          "/liste",
          List.of("1", "1?utm_source=liste", "1#bewerben", "1;jsessionid=77", "1?sitzung=12"));
      rig.posting("1");

      rig.crawl(rig.site("/liste"));

      assertThat(rig.asked()).containsExactly("/liste", "/stelle/1");
    }
  }

  @Test
  @DisplayName("36. Change detection saves work: a second crawl writes no change")
  void aSecondCrawlOfUnchangedPagesReadsAndWritesNothing() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.server.on(
          "*",
          (asked, _, out) -> {
            String known = asked.headers().get("if-none-match");
            String path = asked.path();
            String body =
                path.equals("/liste")
                    ? CrawlRig.listPage(List.of("1", "2", "3"))
                    : path.startsWith("/stelle/")
                        ? CrawlRig.postingPage(path.substring(8), "")
                        : "";
            String tag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
            if (body.isEmpty()) {
              out.write(HostileServer.response(404, "nicht hier"));
            } else if (tag.equals(known)) {
              out.write(HostileServer.lines("HTTP/1.1 304 Same", "ETag: " + tag, "", ""));
            } else {
              out.write(
                  HostileServer.response(200, body, "Content-Type: text/html", "ETag: " + tag));
            }
          });

      CrawlReport first = rig.crawl(rig.site("/liste"));
      CrawlReport second = rig.crawl(rig.site("/liste"));

      assertThat(first.items().created()).isEqualTo(3);
      assertThat(second.items().created()).isZero();
      assertThat(second.items().changed()).isZero();
      assertThat(second.pages().unchanged()).isEqualTo(4);
      assertThat(second.pages().wireBytes()).isZero();
      assertThat(rig.seenAgain).containsExactlyInAnyOrder("1", "2", "3");
      assertThat(second.fates()).isEqualTo(Map.of("unchanged", 4));
    }
  }

  @Test
  @DisplayName("36. Change detection: a limit that was met is said by every crawl anew")
  void aCapOfAnUnchangedPageIsSaidAgain() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.server.answer(
          "/liste?seite=1", 200, CrawlRig.listPage(List.of("1")), "Content-Type: text/html");
      rig.posting("1");
      Site site =
          rig.site(
              List.of(
                  new StartUrl(
                      rig.server.url("/liste?seite={page}"),
                      List.of(),
                      new StartUrl.Pages(1, 1, StartUrl.StopWhen.EMPTY))));

      assertThat(rig.crawl(site).verdict()).isEqualTo(Verdict.TRUNCATED);
      assertThat(rig.crawl(site).verdict()).isEqualTo(Verdict.TRUNCATED);
    }
  }

  @Test
  @DisplayName("36. Change detection: a closing sentence of an unchanged page is said again")
  void aClosingSentenceOfAnUnchangedPageIsSaidAgain() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.list("/liste", List.of("1"));
      rig.server.answer(
          "/stelle/1",
          200,
          CrawlRig.postingPage("1", "")
              .replace("<body>", "<body><p>Diese Stelle ist leider nicht mehr verfügbar.</p>"),
          "Content-Type: text/html");
      rig.crawl(rig.site("/liste"));
      assertThat(rig.saysClosed).hasSize(1);
      rig.saysClosed.clear();

      CrawlReport second = rig.crawl(rig.site("/liste"));

      assertThat(second.pages().unchanged()).isEqualTo(2);
      assertThat(rig.saysClosed.values())
          .containsExactly("Diese Stelle ist leider nicht mehr verfügbar.");
    }
  }
}
