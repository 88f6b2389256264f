package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Verdict;

/// When a list is complete: counted by question, and ended where it brings nothing new.
class ListsTest {
  private static Site searched(CrawlRig rig) {
    Site plain = rig.site("/suche");
    return Site.of(
            plain.id(),
            plain.name(),
            "html",
            Options.NONE,
            List.of(
                new StartUrl(
                    rig.server.url("/suche?q={q}"),
                    List.of("trainer", "worker"),
                    StartUrl.Pages.SINGLE)))
        .with(plain.http())
        .with(plain.politeness())
        .with(
            new SelectorRules(
                Pick.css("li.stelle"),
                Pick.css("a"),
                Pick.css("p.total"),
                null,
                true,
                Map.of(RawField.TITLE, Pick.css("h1"))));
  }

  private static void found(CrawlRig rig, String word, int total, String... ids) {
    StringBuilder html =
        new StringBuilder("<html><body><p class=total>" + total + " Treffer</p><ul>");
    for (String id : ids) {
      html.append("<li class=stelle><a href='/stelle/" + id + "'>Stelle " + id + "</a></li>");
      rig.posting(id);
    }
    rig.server.answer(
        "/suche?q=" + word,
        200,
        html.append("</ul></body></html>").toString(),
        "Content-Type: text/html");
  }

  @Test
  void everyQuestionIsCountedAgainstItsOwnTotal() {
    try (CrawlRig rig = new CrawlRig()) {
      found(rig, "trainer", 2, "1", "2");
      found(rig, "worker", 2, "2", "3");

      CrawlReport report = rig.crawl(searched(rig));

      assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
      assertThat(report.reason()).contains("each of 2 questions");
      assertThat(report.received()).isEqualTo(3);
      assertThat(report.seenTwice()).as("what answers two questions has not moved").isZero();
    }
  }

  @Test
  void oneQuestionThatBroughtLessThanItDeclaredIsNamed() {
    try (CrawlRig rig = new CrawlRig()) {
      found(rig, "trainer", 2, "1", "2");
      found(rig, "worker", 3, "2", "3");

      CrawlReport report = rig.crawl(searched(rig));

      assertThat(report.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(report.reason()).contains("2 received, but 3 declared").contains("q=worker");
    }
  }

  @Test
  void aListThatStopsWithoutNewsEndsAtTheFirstPageThatBringsNone() {
    try (CrawlRig rig = new CrawlRig()) {
      for (int page = 1; page <= 9; page++) {
        rig.list("/liste?seite=" + page, List.of(Integer.toString(Math.min(page, 3))));
      }
      rig.posting("1");
      rig.posting("2");
      rig.posting("3");
      Site site =
          rig.site(
              List.of(
                  new StartUrl(
                      rig.server.url("/liste?seite={page}"),
                      List.of(),
                      new StartUrl.Pages(1, 9, StartUrl.StopWhen.NO_NEW))));

      CrawlReport first = rig.crawl(site);
      int afterFirst = rig.asked().size();
      CrawlReport second = rig.crawl(site);

      assertThat(rig.postings).hasSize(3);
      assertThat(rig.asked().subList(0, afterFirst))
          .filteredOn(path -> path.startsWith("/liste"))
          .hasSize(4);
      assertThat(first.verdict()).isEqualTo(Verdict.TRUNCATED);
      assertThat(first.reason()).contains("no_new");
      assertThat(rig.asked().subList(afterFirst, rig.asked().size()))
          .as("what an earlier crawl read is no news")
          .containsExactly("/liste?seite=1", "/stelle/1");
      assertThat(second.verdict().mayCloseByAbsence()).isFalse();
    }
  }
}
