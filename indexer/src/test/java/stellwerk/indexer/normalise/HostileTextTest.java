package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Fact;

/// No text, however made, keeps a reader busy.
class HostileTextTest {
  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final int SIZE = 1_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " ",
        "1",
        "1 ",
        "0 ",
        "+49",
        "(",
        "<div>",
        "<b>",
        "<",
        "&",
        "&amp;",
        "\n",
        "•\n",
        "remote",
        "remote ",
        "home office ",
        "bis zu 1",
        "Frau ",
        "Frau A",
        "Ab ",
        "Ansprechpartner",
        "Ansprechpartner: ",
        "Tel.: ",
        "a@",
        "a.",
        "a@b.",
        "mailto:",
        "befristet",
        "befristet ",
        "Bewerbungsfrist bis ",
        "1.1.",
        "12. ",
        "Berlin, ",
        "Berlin-",
        "Standort: ",
        "Kontakt\n",
        "based in ",
        "Vollzeit ",
        "tel:0",
        "1-1-",
        "0/0",
        "(0",
        "Mai 1 ",
        "## ",
        "**",
        "Dr. ",
        "ab sofort ",
        "Start: ",
        "Start ab zum ",
        "20 Std. ",
        "20-30 ",
        "Teilzeit ",
        "befristet bis ",
        "Dauer: 6 ",
        "Praktikum für ",
        "1.000 Mitarbeiter ",
        "für unseren ",
        "Branche",
        "Informatik, "
      })
  void aMillionCharactersAreReadInWellUnderASecondEach(String brick) {
    String text = brick.repeat(SIZE / brick.length());
    RawPosting raw =
        Cases.raw()
            .text(RawField.DESCRIPTION, text, "css")
            .text(RawField.TITLE, text, "css")
            .text(RawField.LOCATION, text, "css")
            .text(RawField.DATE_POSTED, text, "css")
            .text(RawField.EMPLOYMENT_TYPE, text, "css")
            .text(RawField.REMOTE, text, "css")
            .text(RawField.APPLICANT_LOCATION, text, "css")
            .text(RawField.JOB_START, text, "css")
            .text(RawField.WORK_HOURS, text, "css")
            .build();

    long start = System.nanoTime();
    RawPosting clean = Redaction.redact(raw);
    long redacted = System.nanoTime();
    PostingText plain = PlainText.of(clean);
    long prepared = System.nanoTime();
    Places places = new PlaceReader(GAZETTEER).read(clean, plain);
    Fact<stellwerk.indexer.posting.Remote> remote = new RemoteReader().read(clean, plain);
    new EligibilityReader().read(clean, plain, places, remote);
    new EmploymentReader().read(clean, plain);
    new DateReader().read(clean, plain, LocalDate.EPOCH, LocalDate.EPOCH);
    new LanguageReader().read(clean, plain);
    new EmployerReader().read(clean);
    List<Stretch> stretches = Stretch.of(clean, plain);
    new TermsReader().read(stretches, LocalDate.EPOCH);
    new AboutReader().read(clean, stretches, List.of());
    long read = System.nanoTime();

    // several megabytes in all, on machines that do other work: the bound is against explosion
    assertThat(Duration.ofNanos(redacted - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(Duration.ofNanos(prepared - redacted)).isLessThan(Duration.ofSeconds(8));
    assertThat(Duration.ofNanos(read - prepared)).isLessThan(Duration.ofSeconds(8));
  }
}
