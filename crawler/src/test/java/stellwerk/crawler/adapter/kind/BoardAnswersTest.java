package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;

/// Rare answers of the large employers' systems.
class BoardAnswersTest {
  @Test
  void aListWithoutWordsIsNoDescription() {
    RawPosting posting =
        only(
            new Lever(),
            """
            [{"id":"1","text":"KI-Trainer","hostedUrl":"https://jobs.lever.co/beispiel/1",
              "description":"","lists":[{"text":"","content":""}]}]
            """);

    assertThat(posting.first(RawField.DESCRIPTION)).isEmpty();
  }

  @Test
  void aButtonToUnfoldTheTextIsNoPartOfIt() {
    RawPosting posting =
        only(
            new Greenhouse(),
            """
            {"jobs":[{"id":1,"internal_job_id":1,"title":"KI-Trainer",
              "absolute_url":"https://boards.greenhouse.io/beispiel/jobs/1",
              "content":"&lt;p&gt;Du prüfst Texte.&lt;/p&gt;&lt;p&gt;&lt;a&gt;Read more&lt;/a&gt; &lt;a href=&quot;https://beispiel.example&quot;&gt;Read more&lt;/a&gt;&lt;/p&gt;"}]}
            """);

    assertThat(posting.first(RawField.DESCRIPTION).orElseThrow().text())
        .isEqualTo(
            "<p>Du prüfst Texte.</p><p> <a href=\"https://beispiel.example\">Read more</a></p>");
  }

  @Test
  void aDescriptionInPlainWordsIsADescription() {
    RawPosting posting =
        only(
            new Ashby(),
            """
            {"jobs":[{"id":"1","title":"KI-Trainer","jobUrl":"https://jobs.ashbyhq.com/beispiel/1",
              "descriptionPlain":"Du prüfst Texte.","address":{"city":"Berlin","country":"DE"}}]}
            """);

    assertThat(posting.first(RawField.DESCRIPTION).orElseThrow().text())
        .isEqualTo("Du prüfst Texte.");
    assertThat(posting.places().getFirst().part(RawPlace.Part.CITY)).contains("Berlin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://jobs.lever.co/v0",
        "https://jobs.ashbyhq.com/api",
        "https://www.recruitee.com",
        "https://api.jobs.personio.de",
        "https://apply.workable.com/jobs",
        "https://jobs.smartrecruiters.com/postings",
      })
  void theSystemsOwnAddressesAreNobodysBoard(String address) {
    assertThat(Adapters.all())
        .allSatisfy(adapter -> assertThat(adapter.propose(URI.create(address))).isEmpty());
  }

  private static RawPosting only(Adapter adapter, String json) {
    Harvest harvest =
        adapter.read(
            Pages.site(adapter.kind(), Options.NONE),
            Pages.page(Request.Purpose.API, "application/json", json));
    if (harvest instanceof Harvest.Read read && read.postings().size() == 1) {
      return read.postings().getFirst();
    }
    throw new AssertionError("not one posting: " + harvest);
  }
}
