package stellwerk.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The walls of the house (ARCHITECTURE.md).
@AnalyzeClasses(packages = "stellwerk", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  private static final DescribedPredicate<JavaClass> GENERATED =
      JavaClass.Predicates.resideInAnyPackage("..generated..");

  @ArchTest
  static final ArchRule noCyclesBetweenRooms =
      slices().matching("stellwerk.(*).(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCrawlerKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("stellwerk.crawler..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("stellwerk.indexer..", "stellwerk.search..", "stellwerk.app..");

  @ArchTest
  static final ArchRule theIndexerKnowsOnlyTheCrawler =
      noClasses()
          .that()
          .resideInAPackage("stellwerk.indexer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("stellwerk.search..", "stellwerk.app..");

  @ArchTest
  static final ArchRule theFaceDoesNotKnowTheRoof =
      noClasses()
          .that()
          .resideInAPackage("stellwerk.search..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("stellwerk.app..");

  @ArchTest
  static final ArchRule crawlerSideRoomsDoNotKnowTheHall =
      sideRoomsDoNotKnowTheHall("stellwerk.crawler");

  @ArchTest
  static final ArchRule indexerSideRoomsDoNotKnowTheHall =
      sideRoomsDoNotKnowTheHall("stellwerk.indexer");

  @ArchTest
  static final ArchRule searchSideRoomsDoNotKnowTheHall =
      sideRoomsDoNotKnowTheHall("stellwerk.search");

  private static ArchRule sideRoomsDoNotKnowTheHall(String hall) {
    return noClasses()
        .that()
        .resideInAPackage(hall + ".(*)..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(hall)
        .because("the hall calls its side rooms, never the other way round");
  }

  @ArchTest
  static final ArchRule theCrawlersWordsAreALeaf =
      classes()
          .that()
          .resideInAPackage("stellwerk.crawler.site..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "stellwerk.crawler.site..");

  @ArchTest
  static final ArchRule thePostingIsALeaf =
      classes()
          .that()
          .resideInAPackage("stellwerk.indexer.posting..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "stellwerk.crawler.site..",
              "stellwerk.indexer.posting..");

  @ArchTest
  static final ArchRule sqlHasOneDoor =
      door("stellwerk.indexer.store..", "java.sql..", "javax.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule luceneHasOneDoor = door("stellwerk.indexer.index..", "org.apache.lucene..");

  @ArchTest
  static final ArchRule httpClientHasOneDoor = door("stellwerk.crawler.fetch..", "org.apache.hc..");

  @ArchTest
  static final ArchRule quartzHasOneDoor = door("stellwerk.crawler.schedule..", "org.quartz..");

  @ArchTest
  static final ArchRule jwarcHasOneDoor = door("stellwerk.crawler.archive..", "org.netpreserve..");

  @ArchTest
  static final ArchRule theHttpServerHasOneDoor = door("stellwerk.search.http..", "io.helidon..");

  @ArchTest
  static final ArchRule yamlHasOneDoor = door("stellwerk.app.config..", "org.snakeyaml..");

  private static ArchRule door(String room, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because("each outside library has one door");
  }

  @ArchTest
  static final ArchRule jsoupIsSpokenWherePagesAreRead =
      noClasses()
          .that()
          .resideOutsideOfPackages("stellwerk.crawler.adapter..", "stellwerk.indexer.normalise..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jsoup..");

  @ArchTest
  static final ArchRule commandsAreSpokenInAppOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages("stellwerk.app", "stellwerk.app.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule timeIsAParameter =
      noClasses()
          .that()
          .resideOutsideOfPackages("stellwerk.app.wiring..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("whoever needs the time is given an InstantSource");

  @ArchTest
  static final ArchRule onlyTheRoofWritesToTheScreen =
      noClasses()
          .that()
          .resideOutsideOfPackage("stellwerk.app..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule noOtherLogging =
      noClasses()
          .that()
          .resideOutsideOfPackage("stellwerk.app.wiring..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule noMutableStatics =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat(DescribedPredicate.not(GENERATED))
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule noOptionalFields =
      noFields()
          .should()
          .haveRawType(java.util.Optional.class)
          .because("absence is a variant, or null at the border");
}
