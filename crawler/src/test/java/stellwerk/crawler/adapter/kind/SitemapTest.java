package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.page.Sitemap;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;

/// Sitemap files in all their forms, and what their limits come to.
class SitemapTest {
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";

  private static Sitemap.Outcome read(byte[] body) {
    return Sitemap.read(Pages.page(Request.Purpose.SITEMAP, "application/xml", body), _ -> true);
  }

  private static Sitemap whole(String text) {
    return whole(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Sitemap whole(byte[] body) {
    if (read(body) instanceof Sitemap.Outcome.Read(Sitemap sitemap)) {
      return sitemap;
    }
    throw new AssertionError("no sitemap: " + read(body));
  }

  private static Problem problem(byte[] body) {
    if (read(body) instanceof Sitemap.Outcome.Not(Harvest.NotThePage not)) {
      return not.problem();
    }
    throw new AssertionError("a sitemap");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String many(int count) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < count; i++) {
      text.append("<url><loc>https://karriere.example/stellen/").append(i).append("</loc></url>");
    }
    return text.append("</urlset>").toString();
  }

  @Test
  void bothNamespacesAndNoneAreRead() {
    for (String namespace :
        new String[] {
          " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
          " xmlns=\"https://www.sitemaps.org/schemas/sitemap/0.9\"",
          ""
        }) {
      assertThat(
              whole(
                      "\uFEFF<?xml version=\"1.0\"?><!-- neu --><urlset"
                          + namespace
                          + "><url><loc>\n https://karriere.example/a?x=1&amp;y=2 \n</loc></url></urlset>")
                  .pages())
          .containsExactly(URI.create("https://karriere.example/a?x=1&y=2"));
    }
  }

  @Test
  void zippedAndPlainTextFormsAreRead() throws IOException {
    assertThat(whole(zipped(bytes(many(3)))).pages()).hasSize(3);
    assertThat(whole("https://karriere.example/a\r\nhttps://karriere.example/b\n").pages())
        .hasSize(2);
  }

  @Test
  void emptySitemapIsAProvenNone() {
    assertThat(whole(HEAD + "</urlset>").pages()).isEmpty();
  }

  @Test
  void cutOffSitemapIsCutOff() throws IOException {
    assertThat(problem(bytes(many(3).substring(0, 200)))).isEqualTo(Problem.CUT_OFF);
    byte[] zip = zipped(bytes(many(1_000)));
    assertThat(problem(java.util.Arrays.copyOf(zip, zip.length / 2))).isEqualTo(Problem.CUT_OFF);
  }

  @Test
  void whatStandsBeforeABreakIsReadAndCountsAsCut() {
    String entry = "<url><loc>https://karriere.example/stellen/%d</loc></url>";
    Sitemap sitemap =
        whole(HEAD + entry.formatted(1) + "</url>" + entry.formatted(2) + "</urlset>");

    assertThat(sitemap.pages()).containsExactly(URI.create("https://karriere.example/stellen/1"));
    assertThat(sitemap.capped()).startsWith("broken XML");
    assertThat(problem(bytes(HEAD + "</url></urlset>"))).isEqualTo(Problem.WRONG_SHAPE);
  }

  @Test
  void aFeedsItemsAreItsPagesAndItsChannelIsNone() {
    Sitemap sitemap =
        whole(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Jobs</title>"
                + "<link>https://karriere.example/</link>"
                + "<item><link>https://karriere.example/stellen/1</link></item>"
                + "<item><link>https://karriere.example/stellen/2</link></item></channel></rss>");

    assertThat(sitemap.pages())
        .containsExactly(
            URI.create("https://karriere.example/stellen/1"),
            URI.create("https://karriere.example/stellen/2"));
  }

  @Test
  @DisplayName("33. Sitemaps: DOCTYPE refused")
  void htmlAndDocumentTypesAreRefused() {
    assertThat(problem(bytes("<!DOCTYPE html><html><body>404</body></html>")))
        .isEqualTo(Problem.WRONG_SHAPE);
    assertThat(
            problem(
                bytes(
                    "<?xml version=\"1.0\"?><!DOCTYPE u [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><urlset>&x;</urlset>")))
        .isEqualTo(Problem.WRONG_SHAPE);
    assertThat(problem(bytes("keine Adressen"))).isEqualTo(Problem.WRONG_SHAPE);
  }

  @Test
  @DisplayName("33. Sitemaps: 50,000 addresses")
  void moreThanFiftyThousandAddressesAreCapped() throws IOException {
    Sitemap sitemap = whole(zipped(bytes(many(200_000))));

    assertThat(sitemap.pages()).hasSize(Sitemap.MOST_PAGES);
    assertThat(sitemap.capped()).contains("50000");
    assertThat(whole(many(Sitemap.MOST_PAGES)).capped()).isNull();
  }

  @Test
  @DisplayName("33. Sitemaps: bombs are refused before any parser")
  void bombsAreRefusedBeforeAnyParser() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      byte[] blank = new byte[1 << 20];
      java.util.Arrays.fill(blank, (byte) ' ');
      for (int i = 0; i < 60; i++) {
        zip.write(blank);
      }
    }
    assertThat(problem(bytes.toByteArray())).isEqualTo(Problem.WRONG_SHAPE);
  }

  @Test
  @DisplayName("33. Sitemaps: index depth 2")
  void anIndexMoreThanTwoDeepIsCapped() {
    String index =
        "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://karriere.example/s.xml</loc></sitemap></sitemapindex>";
    Request asked = Request.get(Pages.URL, Request.Purpose.SITEMAP).carrying(Map.of("depth", "2"));
    Fetched.Page page =
        Fetched.Page.saved(asked, "text/xml", bytes(index), java.time.Instant.EPOCH);

    assertThat(new JsonLd().read(Pages.site("json_ld", Options.of("url_filter", ".")), page))
        .isInstanceOfSatisfying(
            Harvest.Read.class,
            read -> {
              assertThat(read.requests()).isEmpty();
              assertThat(read.capped()).contains("2 deep");
            });
  }
}
