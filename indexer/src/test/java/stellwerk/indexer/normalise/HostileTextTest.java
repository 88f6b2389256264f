package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.occupation.KiTrainer;
import stellwerk.indexer.occupation.OccupationClassifier;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Remote;

/// No text, however made, keeps a reader busy.
class HostileTextTest {
  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private static final Vocabulary VOCABULARY = Vocabulary.shipped();
  private static final TitleReader TITLE = new TitleReader(VOCABULARY);
  private static final PayReader PAY = new PayReader();
  private static final OccupationClassifier CLASSIFIER =
      new OccupationClassifier(KiTrainer.occupation());
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
        "Informatik, ",
        "[",
        "((a) ",
        ")",
        "1.000.",
        "01.01.2026 ",
        "12345",
        "€",
        "€ 1.000,00 ",
        "ä",
        "ß",
        "a.a.a.",
        "\"",
        "„a“",
        "'",
        "&nbsp;",
        "&#",
        "<b></p>",
        "</p>",
        "<p>",
        "Erfahrung mit ",
        "Erfahrung, ",
        "Deutsch und Englisch ",
        "keine Kenntnisse ",
        "Bachelor oder Master in ",
        "von Vorteil, ",
        "AI trainer ",
        "train AI models ",
        "Daten annotieren. ",
        "mindestens 18 Jahre "
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

    RawPosting clean = timed("redaction", () -> Redaction.redact(raw));
    PostingText plain = timed("plain text", () -> PlainText.of(clean));
    Places places = timed("places", () -> new PlaceReader(GAZETTEER).read(clean, plain));
    Fact<Remote> remote = timed("remote work", () -> new RemoteReader().read(clean, plain));
    timed("eligibility", () -> new EligibilityReader().read(clean, plain, places, remote));
    timed("employment", () -> new EmploymentReader().read(clean, plain));
    timed("dates", () -> new DateReader().read(clean, plain, LocalDate.EPOCH, LocalDate.EPOCH));
    timed("language", () -> new LanguageReader().read(clean, plain));
    timed("employer", () -> new EmployerReader().read(clean));
    List<Stretch> stretches = timed("stretches", () -> Stretch.of(clean, plain));
    timed("terms", () -> new TermsReader().read(stretches, LocalDate.EPOCH));
    timed("about", () -> new AboutReader().read(clean, stretches, List.of()));
    timed("title", () -> TITLE.read(plain));
    timed("title's key", () -> TITLE.key(plain.title()));
    timed("requirements", () -> new RequirementReader(VOCABULARY).read(plain));
    timed("conditions", () -> new ConditionReader(VOCABULARY).read(plain));
    timed("skills", () -> new SkillReader(VOCABULARY).read(plain));
    timed("soft skills", () -> new SoftSkillReader(VOCABULARY).read(plain));
    timed("tasks", () -> new TaskReader(VOCABULARY).read(plain));
    timed("occupation", () -> CLASSIFIER.classify(plain, "", List.of()));
    PayContext context = PayContext.of("DE", LocalDate.EPOCH);
    timed("pay", () -> PAY.read(clean, plain, context));
  }

  /// What a reader reads, in the time of its own thread: on machines that do other work, too, the
  /// bound is against explosion; what a reader needs on a quiet one is told by the benchmarks.
  private static <T> T timed(String reader, Supplier<T> reads) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    T read = reads.get();
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .as(reader)
        .isLessThan(Duration.ofSeconds(10));
    return read;
  }
}
