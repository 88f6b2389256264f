package stellwerk.crawler.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import stellwerk.crawler.SettableClock;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;

class WarcArchiveTest {
  private static final SiteId SITE = new SiteId("some-site");
  private static final CrawlId CRAWL = new CrawlId("c_20261123_080000_some-site");
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir Path folder;

  @Test
  void aPageComesBackAsItWasKept() {
    Fetched.Page page = search("{\"q\":\"Prüfer & Tester\"}", "Größe\0\r\nüber".repeat(1_000));
    try (Archive archive = new WarcArchive(folder)) {
      archive.keep(SITE, CRAWL, page);

      assertSame(only(archive), page);
    }
  }

  @Test
  void pagesComeBackInTheirOrderWhateverTheyHold() {
    try (Archive archive = new WarcArchive(folder)) {
      for (int i = 0; i < 20; i++) {
        archive.keep(SITE, CRAWL, detail(i));
      }
      archive.keep(
          SITE,
          CRAWL,
          Fetched.Page.saved(
              Request.get(URI.create("https://jobs.example/empty?q=%C3%A4"), Request.Purpose.LIST),
              "text/html",
              new byte[0],
              NOW));

      try (Stream<Fetched.Page> pages = archive.pages(SITE, CRAWL)) {
        assertThat(pages.map(page -> page.request().url().getPath()))
            .hasSize(21)
            .startsWith("/0", "/1", "/2")
            .endsWith("/19", "/empty");
      }
    }
  }

  @Test
  void aPageIsOnTheDiskBeforeKeepReturnsAndAnotherArchiveReadsIt() {
    Archive writing = new WarcArchive(folder);
    writing.keep(SITE, CRAWL, detail(1));

    assertThat(only(new WarcArchive(folder)).url()).isEqualTo(detail(1).url());
  }

  @Test
  void aRecordThatACrashCutEndsTheFileAndSpoilsNothing() throws IOException {
    try (Archive archive = new WarcArchive(folder)) {
      archive.keep(SITE, CRAWL, detail(1));
      archive.keep(SITE, CRAWL, detail(2));
    }
    Path file = folder.resolve("some-site").resolve(CRAWL + ".warc.gz");
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 1; cut < whole.length; cut += 7) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));

      try (Stream<Fetched.Page> pages = new WarcArchive(folder).pages(SITE, CRAWL)) {
        assertThat(pages.map(Fetched.Page::text))
            .allSatisfy(text -> assertThat(text).startsWith("<html>").endsWith("</html>"))
            .hasSizeLessThanOrEqualTo(2);
      }
    }

    Files.write(file, Arrays.copyOf(whole, whole.length - 20));
    try (Archive restarted = new WarcArchive(folder)) {
      restarted.keep(SITE, CRAWL, detail(3));

      try (Stream<Fetched.Page> pages = restarted.pages(SITE, CRAWL)) {
        assertThat(pages.map(page -> page.url().getPath())).containsExactly("/1", "/3");
      }
      assertThat(restarted.crawls(SITE)).containsExactly(CRAWL);
    }
  }

  @Test
  void crawlsAreListedOldestFirstAndPrunedByAge() throws IOException {
    CrawlId second = new CrawlId("c_20261123_080000_some-site-2");
    CrawlId older = new CrawlId("c_20261122_080000_some-site");
    try (WarcArchive archive = new WarcArchive(folder)) {
      assertThat(archive.prune(NOW)).isZero();
      for (CrawlId crawl : List.of(second, CRAWL, older)) {
        archive.keep(SITE, crawl, detail(1));
      }
      assertThat(archive.crawls(SITE)).containsExactly(older, CRAWL, second);
      Files.setLastModifiedTime(
          folder.resolve("some-site").resolve(older + ".warc.gz"),
          java.nio.file.attribute.FileTime.from(NOW.minus(Duration.ofDays(100))));

      assertThat(archive.prune(NOW.minus(Duration.ofDays(90)))).isEqualTo(1);
      assertThat(archive.crawls(SITE)).containsExactly(CRAWL, second);
      assertThat(archive.crawls(new SiteId("unknown"))).isEmpty();
    }
  }

  @Test
  void otherToolsFindARequestAndAResponsePerPage() throws IOException {
    try (Archive archive = new WarcArchive(folder)) {
      archive.keep(SITE, CRAWL, detail(1));
    }

    try (WarcReader reader =
        new WarcReader(folder.resolve("some-site").resolve(CRAWL + ".warc.gz"))) {
      assertThat(reader.records().map(WarcRecord::type))
          .containsExactly("warcinfo", "request", "response");
    }
  }

  @Test
  void theArchiveAnswersInsteadOfTheWeb() {
    Site site = Site.of(SITE, "Some site", "html", Options.NONE, List.of());
    try (Archive archive = new WarcArchive(folder)) {
      archive.keep(SITE, CRAWL, detail(1));
      archive.keep(SITE, CRAWL, search("{\"page\":1}", "one"));
      archive.keep(SITE, CRAWL, search("{\"page\":2}", "two"));
      try (ArchiveFetcher fetcher =
          new ArchiveFetcher(archive, SITE, CRAWL, SettableClock.atSomeMonday())) {
        Request second = search("{\"page\":2}", "").request().carrying(Map.of("page", "now"));

        assertThat(fetcher.fetch(site, second))
            .isInstanceOfSatisfying(
                Fetched.Page.class,
                page -> {
                  assertThat(page.text()).isEqualTo("two");
                  assertThat(page.request()).isEqualTo(second);
                });
        assertThat(fetcher.fetch(site, detail(1).request())).isInstanceOf(Fetched.Page.class);
        assertThat(fetcher.fetch(site, detail(7).request()))
            .isInstanceOfSatisfying(
                Fetched.Failed.class,
                failed -> assertThat(failed.detail()).contains("not in the archive"));
      }
    }
  }

  @Test
  void onlyKnownAddressesAreOpened() {
    assertThat(Archives.open(Address.parse("warc:" + folder))).isInstanceOf(WarcArchive.class);
    assertThatThrownBy(() -> Archives.open(Address.parse("s3:bucket")))
        .hasMessageContaining("warc:FOLDER")
        .hasMessageContaining("s3:bucket");
  }

  private static Fetched.Page only(Archive archive) {
    try (Stream<Fetched.Page> pages = archive.pages(SITE, CRAWL)) {
      List<Fetched.Page> all = pages.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static void assertSame(Fetched.Page read, Fetched.Page kept) {
    assertThat(read.request()).isEqualTo(kept.request());
    assertThat(read.url()).isEqualTo(kept.url());
    assertThat(read.status()).isEqualTo(kept.status());
    assertThat(read.headers()).isEqualTo(kept.headers());
    assertThat(read.body()).isEqualTo(kept.body());
    assertThat(read.wireBytes()).isEqualTo(kept.wireBytes());
    assertThat(read.took()).isEqualTo(kept.took());
    assertThat(read.at()).isEqualTo(kept.at());
  }

  private static Fetched.Page detail(int number) {
    URI url = URI.create("https://jobs.example/" + number);
    return Fetched.Page.saved(
        Request.get(url, Request.Purpose.DETAIL),
        "text/html; charset=utf-8",
        ("<html>" + number + " " + "words ".repeat(200) + "</html>")
            .getBytes(StandardCharsets.UTF_8),
        NOW);
  }

  private static Fetched.Page search(String body, String answer) {
    return new Fetched.Page(
        new Request(
            URI.create("https://jobs.example/search?lang=de"),
            Request.Method.POST,
            Request.Purpose.API,
            Map.of("Content-Type", "application/json", "X-Key", "a=b&c\r\nd"),
            body,
            Map.of("page", "2", "größe & mehr", "=\n")),
        URI.create("https://jobs.example/search2"),
        200,
        Map.of(
            "Content-Encoding", List.of("gzip"),
            "Transfer-Encoding", List.of("chunked"),
            "Content-Type", List.of("application/json"),
            "X-Two", List.of("ä", "b")),
        answer.getBytes(StandardCharsets.UTF_8),
        123,
        Duration.ofMillis(456),
        NOW.plusNanos(123_000_000));
  }
}
