package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.WorkingTime;

class NormaliserTest {
  static final Content SILENT =
      new Content(
          (_, _, _) -> Reading.of(Fact.unstated()),
          (_, _) -> List.of(),
          (_, _) -> List.of(),
          (_, _) -> List.of(),
          (_, _) -> List.of(),
          (_, _) -> List.of(),
          (_, _) -> Fact.unstated());

  static final Reader<Fact<String>> TITLE =
      (_, text) ->
          text.title().isEmpty()
              ? Fact.unstated()
              : Fact.known(text.title(), Evidence.text(text.title(), Confidence.HIGH, "title"));

  private static final Instant SEEN = Instant.parse("2026-11-22T06:00:00Z");
  static final Lifespan LIFESPAN = new Lifespan(SEEN, SEEN, SEEN, null, null, 0);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final Normaliser normaliser = new Normaliser(Gazetteer.load(), TITLE, SILENT);

  @Test
  void statedHoursMakeHourlyPayComparable() {
    Content paid =
        new Content(
            new PayReader()::read,
            SILENT.requirements(),
            SILENT.conditions(),
            SILENT.skills(),
            SILENT.softSkills(),
            SILENT.tasks(),
            SILENT.membership());
    RawPosting raw =
        Cases.raw()
            .structured(RawField.WORK_HOURS, "30", "json hours")
            .text(
                RawField.DESCRIPTION,
                "<p>Unbefristete Festanstellung.</p><p>Stundenlohn 20 € brutto.</p>",
                "css .text")
            .build();

    Posting posting =
        new Normaliser(Gazetteer.load(), TITLE, paid)
            .read(
                raw,
                Identity.posting(raw.site(), raw.key()),
                Identity.vacancy("x"),
                LIFESPAN,
                TODAY);

    assertThat(posting.pay().known().map(pay -> String.valueOf(pay.annual())))
        .hasValueSatisfying(annual -> assertThat(annual).contains("HOUR_X30_X52"));
  }

  @Test
  void aRawPostingBecomesFacts() {
    RawPosting raw =
        Cases.raw()
            .text(RawField.TITLE, "KI-Trainer (m/w/d)", "css h1")
            .text(RawField.EMPLOYER, "Beispiel&amp;Partner  GmbH", "css .firma")
            .text(RawField.LOCATION, "Köln oder remote", "css .ort")
            .structured(RawField.EMPLOYMENT_TYPE, "PART_TIME", "json-ld employmentType")
            .structured(RawField.DATE_POSTED, "2026-11-20", "json-ld datePosted")
            .text(
                RawField.DESCRIPTION,
                "<p>Wir suchen dich für die Arbeit mit unseren Daten, befristet auf ein Jahr.</p>",
                "css .text")
            .build();

    Posting posting = read(raw);

    assertThat(posting.employer().known()).contains(new Employer("Beispiel&Partner GmbH", null));
    assertThat(posting.locations()).hasSize(1);
    assertThat(posting.remote().known()).contains(Remote.REMOTE);
    assertThat(posting.workingTime())
        .extracting(Fact.Known::value)
        .containsExactly(WorkingTime.PART_TIME);
    assertThat(posting.contract())
        .extracting(Fact.Known::value)
        .containsExactly(Contract.FIXED_TERM);
    assertThat(posting.datePosted().known()).contains(LocalDate.of(2026, 11, 20));
    assertThat(posting.language().known()).contains(Locale.GERMAN);
    assertThat(posting.description().known()).isPresent();
  }

  @Test
  void anEmptyPostingStatesNothing() {
    Posting posting = read(Cases.raw().build());

    assertThat(posting.title()).isEqualTo(Fact.unstated());
    assertThat(posting.employer()).isEqualTo(Fact.unstated());
    assertThat(posting.locations()).isEmpty();
    assertThat(posting.workingTime()).isEmpty();
    assertThat(posting.contract()).isEmpty();
    assertThat(posting.remote()).isEqualTo(Fact.unstated());
    assertThat(posting.eligibility()).isEqualTo(Fact.unstated());
    assertThat(posting.datePosted()).isEqualTo(Fact.unstated());
    assertThat(posting.language()).isEqualTo(Fact.unstated());
  }

  private Posting read(RawPosting raw) {
    return normaliser.read(
        raw, Identity.posting(raw.site(), raw.key()), Identity.vacancy("x"), LIFESPAN, TODAY);
  }

  @Test
  void anEmployerThatNobodyNamedIsUnstated() {
    for (String nobody : List.of("None", "n/a", "-", "Unbekannt")) {
      RawPosting raw = Cases.raw().text(RawField.EMPLOYER, nobody, "css").build();

      assertThat(new EmployerReader().read(raw)).isEqualTo(Fact.unstated());
    }
  }

  @Test
  void namesOfPostingsAreStableAndDiffer() {
    SiteId site = new SiteId("beispiel");

    assertThat(Identity.posting(site, "1").value())
        .matches("j_[a-z2-7]{16}")
        .isEqualTo(Identity.posting(site, "1").value());
    assertThat(Identity.posting(site, "1")).isNotEqualTo(Identity.posting(site, "2"));
    assertThat(Identity.posting(site, "1"))
        .isNotEqualTo(Identity.posting(new SiteId("anderes"), "1"));
    assertThat(Identity.vacancy("a\nb\nc").value()).matches("v_[a-z2-7]{16}");
  }
}
