package stellwerk.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;

/// The sites that are shipped, and the templates that operators start from, as the reader of sites'
/// files sees them.
class ShippedSitesTest {
  private static final Path CONFIG =
      Path.of(System.getProperty("stellwerk.root", "..")).resolve("config");
  private static final Pattern KIND = Pattern.compile("(?m)^kind: *([a-z0-9_]+)");
  private static final String UNVERIFIED =
      "# Endpoint form seen in public client code; to be verified live by the operator with `stellwerk site test`.";
  private static final Set<String> PAID =
      Set.of("micro1", "alignerr", "mercor", "adzuna", "jooble");

  @TestFactory
  Stream<DynamicTest> everyFilePassesTheReader() throws IOException {
    return files().stream()
        .map(
            file -> DynamicTest.dynamicTest(CONFIG.relativize(file).toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).startsWith(UNVERIFIED);
    String kind = kind(text);
    assumeTrue(Adapters.of(kind).isPresent(), () -> "SKIPPED: there is no kind " + kind + " yet");
    List<Fault> faults = new ArrayList<>();
    Site site = read(file, faults);

    boolean template = CONFIG.relativize(file).startsWith("templates");
    assertThat(faults.stream().map(Fault::text).filter(fault -> !isName(template, fault)))
        .isEmpty();
    assertThat(site.rights().commercialLink()).isEqualTo(PAID.contains(kind));
    boolean snippet = Set.of("adzuna", "jooble", "lever").contains(kind);
    assertThat(site.rights().level())
        .isEqualTo(snippet ? Rights.Level.SNIPPET : Rights.Level.LINK_ONLY);
    assertThat(site.enabled() && (template || text.contains("${"))).isFalse();
    if (!template && !text.contains("${")) {
      assertThat(Adapters.of(kind).orElseThrow().start(site)).isNotEmpty();
    }
  }

  /// A template has no id of its own until an operator gives it one.
  private static boolean isName(boolean template, String fault) {
    return template && fault.contains("must be called");
  }

  @Test
  void everyKindHasAFileToStartFrom() throws IOException {
    Set<String> kinds = new HashSet<>();
    for (Path file : files()) {
      kinds.add(kind(Files.readString(file)));
    }

    assertThat(kinds).containsAll(Adapters.all().stream().map(Adapter::kind).toList());
  }

  @Test
  void shippedSitesStartOneAfterAnother() throws IOException {
    List<Schedule> schedules = new ArrayList<>();
    for (Path file : files()) {
      if (CONFIG.relativize(file).startsWith("sites")) {
        schedules.add(read(file, new ArrayList<>()).schedule());
      }
    }

    assertThat(schedules).extracting(Schedule::rule).doesNotHaveDuplicates();
    assertThat(schedules).allSatisfy(schedule -> assertThat(schedule.jitter()).isPositive());
  }

  private static Site read(Path file, List<Fault> faults) {
    YamlMap top = YamlFile.read(file, faults, Environment.ofThisProcess()).orElseThrow();
    return new SiteFile(Map.of("ki-trainer", List.of("KI-Trainer", "Data Worker"))).read(top);
  }

  private static String kind(String text) {
    Matcher kind = KIND.matcher(text);
    return kind.find() ? kind.group(1) : "";
  }

  private static List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("sites", "templates")) {
      try (Stream<Path> files = Files.list(CONFIG.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(all::add);
      }
    }
    return all;
  }
}
