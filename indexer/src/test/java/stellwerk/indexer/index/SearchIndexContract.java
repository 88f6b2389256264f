package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.IndexPostings;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.WorkingTime;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.InvalidCursorException;
import stellwerk.indexer.query.PayRange;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;

/// What every index promises, whichever engine it is built on.
abstract class SearchIndexContract {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final double BERLIN_LATITUDE = 52.52;
  private static final double BERLIN_LONGITUDE = 13.405;

  @TempDir Path folder;
  private SearchIndex index;
  private long change;

  /// Opens the index under test in a folder; again in the same folder, the same index.
  abstract SearchIndex open(Path folder);

  @BeforeEach
  void openIndex() {
    index = open(folder);
  }

  @AfterEach
  void closeIndex() {
    index.close();
  }

  @Test
  void aNewIndexIsEmptyAndStandsAtChangeZero() {
    assertThat(index.documents()).isZero();
    assertThat(index.changeNumber()).isZero();
    assertThat(search("").items()).isEmpty();
  }

  @Test
  void aPostingOfWhichNothingIsKnownCanBeIndexedAndFound() {
    put(IndexPostings.bare("0000"));

    assertThat(ids(search(""))).containsExactly("j_0000");
    assertThat(index.find(new PostingId("j_0000"))).isPresent();
  }

  @Test
  void changesAreSeenAfterTheRefreshWithTheirNumber() {
    index.apply(List.of(released(IndexPostings.titled("0001", "Annotator").build())), List.of(), 7);
    assertThat(index.changeNumber()).isZero();
    assertThat(search("annotator").total()).isZero();

    index.refresh();

    assertThat(search("annotator").total()).isEqualTo(1);
    assertThat(search("annotator").changeNumber()).isEqualTo(7);
  }

  @Test
  void aChangeWithoutPostingsStillMovesTheNumber() {
    index.apply(List.of(), List.of(), 12);
    index.refresh();

    assertThat(index.changeNumber()).isEqualTo(12);
  }

  @Test
  void applyingTheSameChangesTwiceIsHarmless() {
    IndexedPosting posting = released(IndexPostings.titled("0001", "Annotator").build());
    index.apply(List.of(posting), List.of(), 1);
    index.apply(List.of(posting, posting), List.of(), 1);
    index.refresh();

    assertThat(index.documents()).isEqualTo(1);
    assertThat(search("annotator").total()).isEqualTo(1);
  }

  @Test
  void aChangedPostingReplacesTheOlderOne() {
    put(IndexPostings.titled("0001", "Annotator"));
    put(IndexPostings.titled("0001", "Lektorin"));

    assertThat(search("annotator").total()).isZero();
    assertThat(search("lektorin").items().getFirst().posting().title().known())
        .contains("Lektorin");
  }

  @Test
  void aRemovedPostingIsGone() {
    put(IndexPostings.titled("0001", "Annotator"), IndexPostings.titled("0002", "Annotator"));
    index.apply(List.of(), List.of(new PostingId("j_0001")), ++change);
    index.refresh();

    assertThat(ids(search("annotator"))).containsExactly("j_0002");
    assertThat(index.find(new PostingId("j_0001"))).isEmpty();
  }

  @Test
  void aWithheldPostingIsFoundByItsIdOnly() {
    Posting posting = IndexPostings.titled("0001", "Annotator").build();
    index.apply(
        List.of(new IndexedPosting(posting, Set.of(), Set.of(), List.of(), true)), List.of(), 1);
    index.refresh();

    assertThat(search("").total()).isZero();
    assertThat(search("annotator").total()).isZero();
    assertThat(index.suggest("anno", 10)).isEmpty();
    assertThat(index.find(posting.id())).isPresent();
  }

  @Test
  void whatIsCommittedIsThereAfterOpeningAgain() {
    put(IndexPostings.titled("0001", "Annotator"));
    index.commit();
    assertThat(index.committedNumber()).isEqualTo(change);
    index.close();

    index = open(folder);

    assertThat(index.changeNumber()).isEqualTo(change);
    assertThat(index.committedNumber()).isEqualTo(change);
    assertThat(search("annotator").total()).isEqualTo(1);
  }

  @Test
  void aNewIndexIsBuiltBesideTheOldOneAndTakesItsPlaceAtOnce() {
    put(IndexPostings.titled("old", "Annotator"));
    String cursor = cursorOfFive();
    try (SearchIndex.Renewal renewal = index.renew()) {
      renewal.apply(List.of(released(IndexPostings.titled("new", "Lektor").build())), List.of());
      renewal.apply(List.of(released(IndexPostings.titled("gone", "Lektor").build())), List.of());
      renewal.apply(List.of(), List.of(new PostingId("j_gone")));
      put(IndexPostings.titled("meanwhile", "Annotator"));
      assertThat(ids(search("annotator"))).containsExactlyInAnyOrder("j_old", "j_meanwhile");
      assertThat(search("lektor").total()).isZero();
      assertThatThrownBy(() -> index.renew()).isInstanceOf(IllegalStateException.class);

      renewal.takeOver(77);
    }

    assertThat(ids(search(""))).containsExactly("j_new");
    assertThat(index.changeNumber()).isEqualTo(77);
    assertThat(index.committedNumber()).isEqualTo(77);
    assertThat(
            ids(
                index.search(
                    new Ask().words("walk").limit(3).from(new Query.From.After(cursor)).query())))
        .as("a walk stays on the state that it began with")
        .hasSize(2);
    put(IndexPostings.titled("later", "Lektor"));
    assertThat(ids(search("lektor"))).containsExactlyInAnyOrder("j_new", "j_later");
    index.commit();
    index.close();
    index = open(folder);
    assertThat(ids(search(""))).containsExactlyInAnyOrder("j_new", "j_later");
  }

  private String cursorOfFive() {
    for (int i = 0; i < 5; i++) {
      put(IndexPostings.titled("walk" + i, "Walk"));
    }
    return String.valueOf(index.search(new Ask().words("walk").limit(3).query()).next());
  }

  @Test
  void aNewIndexThatNeverTookOverLeavesTheOldOne() {
    put(IndexPostings.titled("old", "Annotator"));
    index.commit();
    try (SearchIndex.Renewal renewal = index.renew()) {
      renewal.apply(List.of(released(IndexPostings.titled("new", "Lektor").build())), List.of());
    }
    assertThat(ids(search(""))).containsExactly("j_old");
    try (SearchIndex.Renewal again = index.renew()) {
      again.takeOver(5);
    }
    assertThat(index.documents()).isZero();
  }

  @Test
  void everyOutletFindsOnlyWhatIsReleasedThere() {
    Posting posting = IndexPostings.titled("0001", "Annotator").build();
    index.apply(
        List.of(
            new IndexedPosting(posting, Set.of(Outlet.API), Set.of(Outlet.API), List.of(), true)),
        List.of(),
        1);
    index.refresh();

    assertThat(index.search(Query.everything(Outlet.API, 10)).total()).isEqualTo(1);
    assertThat(index.search(Query.everything(Outlet.SECTION, 10)).total()).isZero();
  }

  @Test
  void aVacancyHasOneEntryAndNamesTheOthersThatAreReleasedToo() {
    Posting lead = IndexPostings.titled("lead", "KI-Trainer").vacancy("one").build();
    Posting second = IndexPostings.titled("second", "KI-Trainer").vacancy("one").build();
    Posting withheld = IndexPostings.titled("third", "KI-Trainer").vacancy("one").build();
    Set<Outlet> api = Set.of(Outlet.API);
    index.apply(
        List.of(
            new IndexedPosting(lead, api, api, List.of(second.id(), withheld.id()), true),
            new IndexedPosting(second, api, Set.of(), List.of(lead.id(), withheld.id()), true),
            new IndexedPosting(withheld, Set.of(), Set.of(), List.of(), true)),
        List.of(),
        1);
    index.refresh();

    Hits byVacancy = search("");
    assertThat(ids(byVacancy)).containsExactly("j_lead");
    assertThat(byVacancy.items().getFirst().others()).containsExactly(second.id());
    Hits byPosting = index.search(new Ask().group(Query.Group.POSTING).query());
    assertThat(ids(byPosting)).containsExactlyInAnyOrder("j_lead", "j_second");
    assertThat(byPosting.items()).allSatisfy(hit -> assertThat(hit.others()).isEmpty());
  }

  @Test
  void whenTheLeadClosesTheNextOneLeads() {
    Posting lead = IndexPostings.titled("lead", "KI-Trainer").vacancy("one").build();
    Posting second = IndexPostings.titled("second", "KI-Trainer").vacancy("one").build();
    Set<Outlet> api = Set.of(Outlet.API);
    index.apply(
        List.of(
            new IndexedPosting(lead, api, api, List.of(second.id()), true),
            new IndexedPosting(second, api, Set.of(), List.of(lead.id()), true)),
        List.of(),
        1);
    index.apply(
        List.of(
            new IndexedPosting(lead, Set.of(), Set.of(), List.of(), true),
            new IndexedPosting(second, api, api, List.of(), true)),
        List.of(),
        2);
    index.refresh();

    assertThat(ids(search(""))).containsExactly("j_second");
    assertThat(search("").items().getFirst().others()).isEmpty();
  }

  @Test
  void theOtherSitesWordsPlacesAndNamesLeadToTheLead() {
    Posting lead = IndexPostings.titled("lead", "KI-Trainer").vacancy("one").build();
    Posting second =
        IndexPostings.titled("second", "Prompt-Autorin")
            .vacancy("one")
            .site("zweitboerse")
            .employer("Beispielwerk")
            .place("Berlin", "DE-BE", "DE", BERLIN_LATITUDE, BERLIN_LONGITUDE)
            .build();
    Set<Outlet> api = Set.of(Outlet.API);
    index.apply(
        List.of(
            new IndexedPosting(lead, api, api, List.of(second.id()), true, false, List.of(second))),
        List.of(),
        1);
    index.refresh();

    assertThat(search("Autorin").total()).isEqualTo(1);
    assertThat(search("Beispielwerk").total()).isEqualTo(1);
    assertThat(filtered(anyOf(Filter.Field.SITE, "zweitboerse"))).containsExactly("j_lead");
    assertThat(filtered(anyOf(Filter.Field.REGION, "DE-BE"))).containsExactly("j_lead");
    assertThat(filtered(new Filter.Near(BERLIN_LATITUDE, BERLIN_LONGITUDE, 5)))
        .containsExactly("j_lead");
  }

  @Test
  void allWordsMustOccurInWhicheverField() {
    put(
        IndexPostings.titled("0001", "Annotator").text("Wir suchen für unser Haus in Kassel."),
        IndexPostings.titled("0002", "Annotator"));

    assertThat(ids(search("annotator kassel"))).containsExactly("j_0001");
  }

  @Test
  void aPhraseKeepsItsOrder() {
    put(
        IndexPostings.titled("0001", "Leitung").text("Qualität der Daten prüfen"),
        IndexPostings.titled("0002", "Leitung").text("Daten prüfen und Qualität sichern"));

    assertThat(ids(search("\"Daten prüfen\""))).containsExactlyInAnyOrder("j_0001", "j_0002");
    assertThat(ids(search("\"prüfen Daten\""))).isEmpty();
    assertThat(ids(search("\"Qualität sichern\""))).containsExactly("j_0002");
  }

  @Test
  void anExcludedWordOrPhraseTakesPostingsOut() {
    put(
        IndexPostings.titled("0001", "Annotator Bilder"),
        IndexPostings.titled("0002", "Annotator Texte").text("auch als Praktikum"));

    assertThat(ids(search("annotator -bilder"))).containsExactly("j_0002");
    assertThat(ids(search("annotator -\"als Praktikum\""))).containsExactly("j_0001");
    assertThat(ids(search("-praktikum"))).containsExactly("j_0001");
  }

  @Test
  void theTitleWeighsMoreThanTheText() {
    put(
        IndexPostings.titled("0001", "Sachbearbeitung").text("Sie arbeiten mit Annotatoren."),
        IndexPostings.titled("0002", "Annotator").text("Sie arbeiten im Team."));

    assertThat(ids(search("annotator"))).startsWith("j_0002");
  }

  @Test
  void wordsAboveTheRightsAreFoundUnlessTheLedgerForbidsIt() {
    Posting posting = IndexPostings.titled("0001", "Leitung").text("Geheimwort").build();
    Set<Outlet> api = Set.of(Outlet.API);
    index.apply(List.of(new IndexedPosting(posting, api, api, List.of(), true)), List.of(), 1);
    index.refresh();
    assertThat(search("geheimwort").total()).isEqualTo(1);

    index.apply(List.of(new IndexedPosting(posting, api, api, List.of(), false)), List.of(), 2);
    index.refresh();
    assertThat(search("geheimwort").total()).isZero();
  }

  @Test
  void theDescriptionIsMarkedOnlyWhereItMayBeShownAndNeverSuggested() {
    Posting posting =
        IndexPostings.titled("0001", "Leitung Annotation")
            .text("Annotation mit Geheimwort")
            .build();
    Set<Outlet> api = Set.of(Outlet.API);
    index.apply(List.of(new IndexedPosting(posting, api, api, List.of(), true)), List.of(), 1);
    index.refresh();

    assertThat(marked("annotation")).isEqualTo(Map.of("title", "Leitung \u0002Annotation\u0003"));
    assertThat(marked("geheimwort")).isEmpty();
    assertThat(index.suggest("geheim", 10)).isEmpty();
    assertThat(search("geheimwortt").nextCursor()).isEmpty();
    assertThat(search("geheimwortt").didYouMean()).isNull();

    index.apply(
        List.of(new IndexedPosting(posting, api, api, List.of(), true, true, List.of())),
        List.of(),
        2);
    index.refresh();
    assertThat(marked("geheimwort"))
        .isEqualTo(Map.of("description", "Annotation mit \u0002Geheimwort\u0003"));
  }

  @Test
  void highlightsMarkWholeWordsAndLeaveMarkupToBeEscaped() {
    put(IndexPostings.titled("0001", "<b>Daten\u0002annotation</b> & Datenannotator:in"));

    assertThat(marked("datenannotator").get("title"))
        .isEqualTo("<b>Daten annotation</b> & \u0002Datenannotator\u0003:in");
    assertThat(marked("annotator").get("title")).contains("\u0002Datenannotator\u0003");
  }

  @Test
  void facetsIgnoreTheirOwnFilterAndObeyTheOthers() {
    put(
        IndexPostings.titled("0001", "A").remote(Remote.REMOTE).workingTime(WorkingTime.FULL_TIME),
        IndexPostings.titled("0002", "B").remote(Remote.ONSITE).workingTime(WorkingTime.FULL_TIME),
        IndexPostings.titled("0003", "C")
            .remote(Remote.REMOTE)
            .workingTime(WorkingTime.PART_TIME, WorkingTime.FULL_TIME));

    Hits hits =
        index.search(
            new Ask()
                .filters(anyOf(Filter.Field.REMOTE, "remote"))
                .facets(Filter.Field.REMOTE, Filter.Field.WORKING_TIME, Filter.Field.CONTRACT)
                .query());

    assertThat(hits.total()).isEqualTo(2);
    assertThat(hits.facets().get(Filter.Field.REMOTE))
        .containsExactly(new Facet.Count("remote", 2), new Facet.Count("onsite", 1));
    assertThat(hits.facets().get(Filter.Field.WORKING_TIME))
        .containsExactly(new Facet.Count("FULL_TIME", 2), new Facet.Count("PART_TIME", 1));
    assertThat(hits.facets().get(Filter.Field.CONTRACT)).isEmpty();
  }

  @Test
  void valuesOfOneFilterAreAlternativesAndFiltersNarrow() {
    put(
        IndexPostings.titled("0001", "A").contract(Contract.FREELANCE).skills("Python"),
        IndexPostings.titled("0002", "B").contract(Contract.PERMANENT).skills("Python"),
        IndexPostings.titled("0003", "C").contract(Contract.FREELANCE).skills("SQL"));

    assertThat(filtered(anyOf(Filter.Field.CONTRACT, "FREELANCE", "PERMANENT"))).hasSize(3);
    assertThat(
            filtered(
                anyOf(Filter.Field.CONTRACT, "FREELANCE"), anyOf(Filter.Field.SKILL, "python")))
        .containsExactly("j_0001");
  }

  @Test
  void statedPayReachesABoundInItsUnitOnly() {
    Pay.Annual stated =
        new Pay.Annual(BigDecimal.valueOf(48_000), BigDecimal.valueOf(54_000), "MONTH_X_12", false);
    Pay.Annual assumed =
        new Pay.Annual(BigDecimal.valueOf(56_000), BigDecimal.valueOf(63_000), "MONTH_X_14", true);
    put(
        IndexPostings.titled("year", "A").pay(Pay.Unit.YEAR, 50_000, 62_000),
        IndexPostings.titled("month", "B").pay(eur(Pay.Unit.MONTH, 4_000, 4_500, stated)),
        IndexPostings.titled("assumed", "C").pay(eur(Pay.Unit.MONTH, 4_000, 4_500, assumed)),
        IndexPostings.titled("hour", "D").pay(eur(Pay.Unit.HOUR, 30, 40, stated)),
        IndexPostings.titled("guess", "E")
            .pay(offer("EUR", Pay.Basis.ESTIMATED, Pay.UnitBasis.STATED, true)),
        IndexPostings.titled("scale", "F")
            .pay(offer("EUR", Pay.Basis.TARIFF, Pay.UnitBasis.STATED, true)),
        IndexPostings.titled("inferred", "G")
            .pay(offer("EUR", Pay.Basis.STATED, Pay.UnitBasis.INFERRED, true)),
        IndexPostings.titled("net", "H")
            .pay(offer("EUR", Pay.Basis.STATED, Pay.UnitBasis.STATED, false)),
        IndexPostings.titled("dollars", "I")
            .pay(offer("USD", Pay.Basis.STATED, Pay.UnitBasis.STATED, true)),
        IndexPostings.titled("unstated", "J"));

    assertThat(filtered(payOf(53_000, Pay.Unit.YEAR)))
        .containsExactlyInAnyOrder("j_year", "j_month");
    assertThat(filtered(payOf(62_000, Pay.Unit.YEAR))).containsExactly("j_year");
    assertThat(filtered(payOf(62_001, Pay.Unit.YEAR))).isEmpty();
    assertThat(filtered(payOf(0, Pay.Unit.HOUR))).containsExactly("j_hour");
    assertThat(filtered(payOf(4_500, Pay.Unit.MONTH)))
        .containsExactlyInAnyOrder("j_month", "j_assumed");
  }

  @Test
  void unstatedPaySortsLastAndIsInNoPayFacet() {
    put(
        IndexPostings.titled("less", "A").pay(Pay.Unit.YEAR, 40_000, 45_000).posted("2026-11-20"),
        IndexPostings.titled("more", "B").pay(Pay.Unit.YEAR, 60_000, 70_000).posted("2026-11-01"),
        IndexPostings.titled("none", "C").posted("2026-11-22"));

    Hits hits =
        index.search(
            new Ask()
                .sort(new Sort.HighestPay(Pay.Unit.YEAR))
                .facets(Filter.Field.PAY, Filter.Field.PAY_UNIT)
                .query());

    assertThat(ids(hits)).containsExactly("j_more", "j_less", "j_none");
    assertThat(hits.facets().get(Filter.Field.PAY))
        .containsExactly(new Facet.Count("YEAR 40000", 1), new Facet.Count("YEAR 70000", 1));
    assertThat(hits.facets().get(Filter.Field.PAY_UNIT))
        .containsExactly(new Facet.Count("YEAR", 2));
  }

  @Test
  void theRangesOfPayFromOneOnHoldWhatItsBoundFinds() {
    Pay.Annual year =
        new Pay.Annual(BigDecimal.valueOf(48_000), BigDecimal.valueOf(54_000), "MONTH_X_12", false);
    put(
        IndexPostings.titled("y1", "A").pay(Pay.Unit.YEAR, 20_000, 30_000),
        IndexPostings.titled("y2", "A").pay(Pay.Unit.YEAR, 29_000, 29_999),
        IndexPostings.titled("y3", "A").pay(Pay.Unit.YEAR, 90_000, 250_000),
        IndexPostings.titled("m1", "A").pay(eur(Pay.Unit.MONTH, 4_000, 4_500, year)),
        IndexPostings.titled("h1", "A").pay(Pay.Unit.HOUR, 14, 14),
        IndexPostings.titled("none", "A"));

    for (Pay.Unit unit : List.of(Pay.Unit.YEAR, Pay.Unit.MONTH, Pay.Unit.HOUR)) {
      for (PayRange asked : PayRange.of(unit)) {
        Hits hits =
            index.search(
                new Ask()
                    .filters(new Filter.PayAtLeast(asked.from(), unit))
                    .facets(Filter.Field.PAY)
                    .query());
        List<Facet.Count> counted = hits.facets().getOrDefault(Filter.Field.PAY, List.of());
        long above = 0;
        for (PayRange range : PayRange.of(unit)) {
          if (range.from().compareTo(asked.from()) >= 0) {
            above +=
                counted.stream()
                    .filter(count -> count.value().equals(range.key()))
                    .mapToLong(Facet.Count::count)
                    .sum();
          }
        }
        assertThat(above).as("%s", asked).isEqualTo(hits.total());
        assertThat(counted).as("ignores its own filter").hasSize(6);
      }
    }
  }

  @Test
  void theNewestComeFirstAndADateInTheFutureWinsNothing() {
    put(
        IndexPostings.titled("old", "A").posted("2026-11-01"),
        IndexPostings.titled("new", "B").posted("2026-11-21"),
        IndexPostings.titled("undated", "C").firstSeen(Instant.parse("2026-11-10T10:00:00Z")),
        IndexPostings.titled("future", "D")
            .posted("2027-06-01")
            .flag(Flag.DATE_IN_FUTURE)
            .firstSeen(Instant.parse("2026-11-05T10:00:00Z")));

    assertThat(ids(search(""))).containsExactly("j_new", "j_undated", "j_future", "j_old");
    assertThat(filtered(new Filter.PostedSince(LocalDate.parse("2026-11-10"))))
        .containsExactly("j_new", "j_undated");
  }

  @Test
  void aDayBeginsInBerlin() {
    put(
        IndexPostings.titled("late", "A").firstSeen(Instant.parse("2026-11-09T23:30:00Z")),
        IndexPostings.titled("early", "B").firstSeen(Instant.parse("2026-11-09T22:30:00Z")));

    assertThat(filtered(new Filter.PostedSince(LocalDate.parse("2026-11-10"))))
        .containsExactly("j_late");
  }

  @Test
  void aRadiusKeepsRemoteJobsThatAreNotClosedToPeopleInGermany() {
    put(
        IndexPostings.titled("berlin", "A").place("Berlin", "DE-BE", "DE", 52.5, 13.4),
        IndexPostings.titled("munich", "B").place("München", "DE-BY", "DE", 48.14, 11.58),
        IndexPostings.titled("both", "C")
            .place("München", "DE-BY", "DE", 48.14, 11.58)
            .place("Potsdam", "DE-BB", "DE", 52.39, 13.06),
        IndexPostings.titled("remote", "D")
            .remote(Remote.REMOTE)
            .eligible(Eligibility.Answer.YES, "DE"),
        IndexPostings.titled("unsaid", "F").remote(Remote.REMOTE),
        IndexPostings.titled("foreign", "E")
            .remote(Remote.REMOTE)
            .eligible(Eligibility.Answer.NO, "US"));

    assertThat(filtered(new Filter.Near(BERLIN_LATITUDE, BERLIN_LONGITUDE, 50)))
        .containsExactlyInAnyOrder("j_berlin", "j_both", "j_remote", "j_unsaid");
    Hits nearest =
        index.search(new Ask().sort(new Sort.Nearest(BERLIN_LATITUDE, BERLIN_LONGITUDE)).query());
    assertThat(ids(nearest)).startsWith("j_berlin", "j_both", "j_munich");
  }

  @Test
  void aCountryBindsOnSiteAndHybridJobsWhileRemoteOnesAreJudgedByEligibility() {
    put(
        IndexPostings.titled("onsite", "A")
            .remote(Remote.ONSITE)
            .place("Berlin", null, "DE", null, null),
        IndexPostings.titled("abroad", "B")
            .remote(Remote.HYBRID)
            .place("Wien", null, "AT", null, null)
            .eligible(Eligibility.Answer.YES, "EU"),
        IndexPostings.titled("open", "C")
            .remote(Remote.REMOTE)
            .eligible(Eligibility.Answer.UNCLEAR),
        IndexPostings.titled("closed", "D")
            .remote(Remote.REMOTE)
            .eligible(Eligibility.Answer.NO, "US"),
        IndexPostings.titled("european", "E")
            .remote(Remote.REMOTE)
            .eligible(Eligibility.Answer.YES, "EU"));

    assertThat(filtered(new Filter.Country("DE")))
        .containsExactlyInAnyOrder("j_onsite", "j_open", "j_european");
    assertThat(filtered(new Filter.Country("AT")))
        .containsExactlyInAnyOrder("j_abroad", "j_european");
    assertThat(filtered(new Filter.Country("US"))).containsExactly("j_closed");
  }

  @Test
  void aWalkMeetsEveryHitOnceEvenWhileCommitsHappen() {
    for (Sort sort :
        List.of(
            Sort.RELEVANCE,
            Sort.NEWEST,
            new Sort.HighestPay(Pay.Unit.YEAR),
            new Sort.Nearest(BERLIN_LATITUDE, BERLIN_LONGITUDE))) {
      try (SearchIndex.Renewal empty = index.renew()) {
        empty.takeOver(change);
      }
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 29; i++) {
        put(
            IndexPostings.titled("w" + i, "Annotator " + "Daten ".repeat(i % 7))
                .posted("2026-11-%02d".formatted(1 + i % 20))
                .pay(Pay.Unit.YEAR, 30_000, 40_000 + 1_000L * (i % 5))
                .place("Berlin", null, "DE", 52.0 + (i % 9) / 10.0, 13.4));
        expected.add("j_w" + i);
      }
      List<String> met = new ArrayList<>();
      Ask ask = new Ask().words("annotator").sort(sort).limit(7);
      Hits page = index.search(ask.query());
      met.addAll(ids(page));
      for (int i = 0; page.next() != null; i++) {
        put(IndexPostings.titled("x" + sort.hashCode() + i, "Annotator Annotator"));
        index.apply(List.of(), List.of(new PostingId("j_w" + i)), ++change);
        index.refresh();
        index.commit();
        page = index.search(ask.from(new Query.From.After(page.next())).query());
        assertThat(page.total()).isEqualTo(29);
        met.addAll(ids(page));
      }

      assertThat(met).as("%s", sort).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void pagesByNumberAndByCursorAgree() {
    for (int i = 0; i < 30; i++) {
      put(IndexPostings.titled("p" + i, "Annotator").posted("2026-11-%02d".formatted(1 + i % 3)));
    }
    List<String> byCursor = new ArrayList<>();
    List<String> byNumber = new ArrayList<>();
    Hits page = index.search(new Ask().limit(8).query());
    for (int at = 0; ; at += 8) {
      byCursor.addAll(ids(page));
      byNumber.addAll(ids(index.search(new Ask().limit(8).from(new Query.From.Skip(at)).query())));
      if (page.next() == null) {
        break;
      }
      page = index.search(new Ask().limit(8).from(new Query.From.After(page.next())).query());
    }

    assertThat(byCursor).hasSize(30).doesNotHaveDuplicates().isEqualTo(byNumber);
  }

  @Test
  void aCursorOfAnotherQuestionIsRefused() {
    for (int i = 0; i < 5; i++) {
      put(IndexPostings.titled("p" + i, "Annotator"));
    }
    String cursor = index.search(new Ask().words("annotator").limit(2).query()).next();
    assertThat(cursor).isNotNull();
    Query.From after = new Query.From.After(String.valueOf(cursor));

    for (Ask other :
        List.of(
            new Ask().words("daten"),
            new Ask().words("annotator").sort(Sort.NEWEST),
            new Ask().words("annotator").group(Query.Group.POSTING),
            new Ask().words("annotator").filters(anyOf(Filter.Field.REMOTE, "remote")))) {
      assertThatThrownBy(() -> index.search(other.from(after).query()))
          .isInstanceOf(InvalidCursorException.class);
    }
    for (String forged : List.of("", "x", "AAAA", "%%%", cursor + "A".repeat(4000))) {
      Query query = new Ask().words("daten").from(new Query.From.After(forged)).query();
      assertThatThrownBy(() -> index.search(query)).isInstanceOf(InvalidCursorException.class);
    }
  }

  @Test
  void suggestionsPutWholeWordsFirstAndForgiveOneTypingError() {
    put(
        IndexPostings.titled("0001", "Kita-Leitung (m/w/d)").place("Kiel", null, "DE", null, null),
        IndexPostings.titled("0002", "Kita-Leitung (m/w/d)"),
        IndexPostings.titled("0003", "KI-Trainer:in (w/m/d)").skills("Kinderpflege", "C++"),
        IndexPostings.titled("0004", "Annotator"));

    assertThat(index.suggest("ki", 10).getFirst()).isEqualTo("KI-Trainer");
    assertThat(index.suggest("ki", 10)).contains("Kiel", "Kita-Leitung", "Kinderpflege");
    assertThat(index.suggest("ki tra", 10)).containsExactly("KI-Trainer");
    assertThat(index.suggest("anotat", 10)).containsExactly("Annotator");
    assertThat(index.suggest("c++", 10)).containsExactly("C++");
    assertThat(index.suggest("kix", 10)).isEmpty();
    assertThat(index.suggest("", 10)).isEmpty();
    assertThat(index.suggest("k", 2)).hasSize(2);
  }

  @Test
  void amistypedWordIsProposedOnlyWhereNothingWasFound() {
    put(
        IndexPostings.titled("0001", "Annotator Medizin").remote(Remote.REMOTE),
        IndexPostings.titled("0002", "Lektor"));

    assertThat(search("anotator medizin").didYouMean()).isEqualTo("annotator medizin");
    assertThat(search("annotator").didYouMean()).isNull();
    assertThat(search("xyzzyq").didYouMean()).isNull();
    Hits elsewhere =
        index.search(
            new Ask().words("lektr").filters(anyOf(Filter.Field.REMOTE, "remote")).query());
    assertThat(elsewhere.didYouMean()).isNull();
  }

  @Test
  void similarPostingsShareOccupationAndTellingWordsButNeverTheVacancy() {
    Posting asked =
        IndexPostings.titled("asked", "KI-Trainer Medizin (m/w/d)")
            .member("ki-trainer", "specialist")
            .skills("Radiologie")
            .vacancy("one")
            .build();
    Posting twin =
        IndexPostings.titled("twin", "KI-Trainer Medizin")
            .member("ki-trainer", "specialist")
            .vacancy("one")
            .build();
    Set<Outlet> all = EnumSet.allOf(Outlet.class);
    index.apply(
        List.of(
            new IndexedPosting(asked, all, all, List.of(twin.id()), true),
            new IndexedPosting(twin, all, Set.of(), List.of(asked.id()), true)),
        List.of(),
        ++change);
    put(
        IndexPostings.titled("medicine", "KI-Trainerin Medizin").member("ki-trainer", "specialist"),
        IndexPostings.titled("clicks", "Clickworker").member("ki-trainer", "click-worker"),
        IndexPostings.titled("doctor", "Arzt Medizin Radiologie"));

    List<String> similar = similar(asked.id(), new Ask().limit(10).query());

    assertThat(similar).containsExactly("j_medicine", "j_clicks");
    assertThat(similar(new PostingId("j_doctor"), new Ask().limit(10).query()))
        .containsExactlyInAnyOrder("j_asked", "j_medicine");
    assertThat(similar(asked.id(), new Ask().group(Query.Group.POSTING).limit(10).query()))
        .doesNotContain("j_twin");
    assertThat(similar(asked.id(), new Ask().limit(1).query())).containsExactly("j_medicine");
    assertThat(index.similar(new PostingId("j_nobody"), new Ask().query())).isEmpty();
  }

  private List<String> similar(PostingId id, Query query) {
    return index.similar(id, query).orElseThrow().stream()
        .map(hit -> hit.posting().id().value())
        .toList();
  }

  @Test
  void anExplanationAgreesWithTheAnswerAndItsPartsAddUp() {
    Posting lead = IndexPostings.titled("lead", "Annotator Daten").vacancy("one").build();
    Posting second = IndexPostings.titled("second", "Datenannotation").vacancy("one").build();
    Set<Outlet> api = Set.of(Outlet.API);
    index.apply(
        List.of(
            new IndexedPosting(lead, api, api, List.of(second.id()), true),
            new IndexedPosting(second, api, Set.of(), List.of(lead.id()), true)),
        List.of(),
        ++change);
    put(
        IndexPostings.titled("remote", "Data Annotation")
            .language("en")
            .text("You annotate data. Experience with annotation of medical data.")
            .remote(Remote.REMOTE),
        IndexPostings.titled("text", "Leitung").text("Daten annotieren und Annotatorinnen führen"),
        IndexPostings.titled("other", "Pflegefachkraft").remote(Remote.ONSITE));
    List<PostingId> ids =
        List.of("j_lead", "j_second", "j_remote", "j_text", "j_other").stream()
            .map(PostingId::new)
            .toList();
    for (String words :
        List.of("", "annotator", "daten", "data annotation", "\"Daten annotieren\"", "-daten")) {
      for (Sort sort : List.of(Sort.RELEVANCE, Sort.NEWEST)) {
        for (Filter filter :
            List.of(
                anyOf(Filter.Field.REMOTE, "remote"),
                anyOf(Filter.Field.SITE, "site"),
                new Filter.PostedSince(LocalDate.parse("2020-01-01")))) {
          Query query = new Ask().words(words).sort(sort).filters(filter).query();
          List<String> shown = ids(index.search(query));
          for (PostingId id : ids) {
            Explained explained = index.explain(id, query).orElseThrow();
            assertThat(explained.found())
                .as("%s: %s %s", id, words, filter)
                .isEqualTo(shown.contains(id.value()));
            assertThat(index.position(id, query)).isEqualTo(shown.indexOf(id.value()) + 1);
            if (!explained.parts().isEmpty()) {
              assertThat(explained.parts().stream().mapToDouble(Explained.Part::value).sum())
                  .isCloseTo(explained.score(), org.assertj.core.data.Offset.offset(0.001));
            }
          }
        }
      }
    }
    Query query = new Ask().words("annotator").query();
    Hits hits = index.search(query);
    Explained first = index.explain(hits.items().getFirst().posting().id(), query).orElseThrow();
    assertThat(first.score()).isEqualTo(hits.items().getFirst().score());
    assertThat(first.parts())
        .extracting(Explained.Part::name)
        .contains("title", "freshness")
        .isSubsetOf("title", "facts", "text", "freshness");
    assertThat(index.explain(second.id(), query).orElseThrow().leader()).contains(lead.id());
    assertThat(index.explain(new PostingId("j_nobody"), query)).isEmpty();
  }

  @Test
  void namesLongerThanATermMayBeAreIndexedAllTheSame() {
    put(
        IndexPostings.titled("0001", "Ä".repeat(40_000))
            .employer("x".repeat(40_000))
            .skills("y".repeat(40_000))
            .text("wort ".repeat(20_000) + "z".repeat(70_000)));

    assertThat(search("wort").total()).isEqualTo(1);
  }

  private static Pay eur(Pay.Unit unit, long min, long max, Pay.Annual annual) {
    return IndexPostings.offer(
        unit, min, max, "EUR", Pay.Basis.STATED, Pay.UnitBasis.STATED, true, annual);
  }

  private static Pay offer(
      String currency, Pay.Basis basis, Pay.UnitBasis unitBasis, boolean gross) {
    return IndexPostings.offer(
        Pay.Unit.YEAR, 90_000, 99_000, currency, basis, unitBasis, gross, null);
  }

  private static Filter payOf(long amount, Pay.Unit unit) {
    return new Filter.PayAtLeast(BigDecimal.valueOf(amount), unit);
  }

  static Filter anyOf(Filter.Field field, String... values) {
    return new Filter.AnyOf(field, Set.of(values));
  }

  private List<String> filtered(Filter... filters) {
    return ids(index.search(new Ask().filters(filters).query()));
  }

  private Map<String, String> marked(String words) {
    return index.search(new Ask().words(words).highlight().query()).items().getFirst().highlights();
  }

  private Hits search(String words) {
    return index.search(new Ask().words(words).query());
  }

  private void put(IndexPostings... postings) {
    index.apply(
        Arrays.stream(postings).map(posting -> released(posting.build())).toList(),
        List.of(),
        ++change);
    index.refresh();
  }

  static IndexedPosting released(Posting posting) {
    Set<Outlet> all = EnumSet.allOf(Outlet.class);
    return new IndexedPosting(posting, all, all, List.of(), true);
  }

  static List<String> ids(Hits hits) {
    return hits.items().stream().map(hit -> hit.posting().id().value()).toList();
  }

  /// A question in the making.
  static final class Ask {
    private String words = "";
    private Query.Group group = Query.Group.VACANCY;
    private List<Filter> filters = List.of();
    private List<Facet> facets = List.of();
    private Sort sort = Sort.NEWEST;
    private boolean sorted;
    private int limit = 100;
    private Query.From from = Query.From.START;
    private boolean highlight;

    Ask words(String asked) {
      words = asked;
      return this;
    }

    Ask group(Query.Group by) {
      group = by;
      return this;
    }

    Ask filters(Filter... all) {
      filters = List.of(all);
      return this;
    }

    Ask facets(Filter.Field... fields) {
      facets = Arrays.stream(fields).map(field -> new Facet(field, 50)).toList();
      return this;
    }

    Ask sort(Sort order) {
      sort = order;
      sorted = true;
      return this;
    }

    Ask limit(int hits) {
      limit = hits;
      return this;
    }

    Ask from(Query.From where) {
      from = where;
      return this;
    }

    Ask highlight() {
      highlight = true;
      return this;
    }

    Query query() {
      Sort order = sorted || words.isEmpty() ? sort : Sort.RELEVANCE;
      return new Query(words, Outlet.API, group, filters, facets, order, limit, from, highlight);
    }
  }
}
