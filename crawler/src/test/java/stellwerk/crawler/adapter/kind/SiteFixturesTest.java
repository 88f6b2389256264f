package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.fetch.Fetched;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Walks the folders of invented pages: one for each kind of site, with `site.json`, the pages and
/// `expected.json`; `<kind>.<what>` for another way that a kind can be configured. With
/// `-Dstellwerk.fixtures=write` it writes what it read, for a human to check.
class SiteFixturesTest {
  private static final Path SITES = Path.of("src/test/resources/sites");

  @Test
  void everyFolderHasAnAdapter() throws IOException {
    for (Path folder : folders()) {
      assertThat(Adapters.of(SavedSite.kind(folder)))
          .as("folder %s/ has no adapter", folder.getFileName())
          .isPresent();
    }
  }

  @Test
  void everyAdapterHasAFixture() {
    for (Adapter adapter : Adapters.all()) {
      assertThat(SITES.resolve(adapter.kind()).resolve("site.json"))
          .as("adapter %s has no fixture", adapter.kind())
          .exists();
    }
  }

  @Test
  void kindsAreUniqueAndRequiredOptionsAreKnownOnes() {
    assertThat(Adapters.all()).extracting(Adapter::kind).doesNotHaveDuplicates();
    assertThat(Adapters.all())
        .allSatisfy(
            adapter -> assertThat(adapter.options()).containsAll(adapter.requiredOptions()));
  }

  @Test
  void everyKindIsDocumentedWithItsOptions() throws IOException {
    Path root = Path.of(System.getProperty("stellwerk.root", ".."));
    List<String> rows = Files.readAllLines(root.resolve("docs/configuration.md"));
    for (Adapter adapter : Adapters.all()) {
      List<String> own =
          rows.stream().filter(row -> row.startsWith("| `" + adapter.kind() + "` |")).toList();
      assertThat(own).as("rows of kind %s", adapter.kind()).hasSize(1);
      for (String option : adapter.options()) {
        boolean required = adapter.requiredOptions().contains(option);
        assertThat(own.getFirst())
            .contains(required ? "**`" + option + "`**" : "`" + option + "`")
            .as("%s is bold only where it is required", option)
            .satisfies(row -> assertThat(row.contains("**`" + option + "`**")).isEqualTo(required));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> pagesAreReadAsExpected() throws IOException {
    return folders().stream()
        .map(
            folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> read(folder)));
  }

  private static void read(Path folder) throws IOException {
    SavedSite saved = SavedSite.in(folder);
    Adapter adapter = Adapters.of(SavedSite.kind(folder)).orElseThrow();
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    found.put("proof", adapter.proof(saved.site()).name());
    ArrayNode start = found.putArray("start");
    adapter.start(saved.site()).forEach(request -> start.add(HarvestText.request(request)));
    for (Fetched.Page page : saved.pages()) {
      found.set(
          page.request().purpose() + " " + page.url(),
          HarvestText.of(adapter.read(saved.site(), page)));
    }
    Path expected = folder.resolve("expected.json");
    if ("write".equals(System.getProperty("stellwerk.fixtures"))) {
      Files.writeString(expected, HarvestText.pretty(found));
    }
    assertThat(HarvestText.pretty(found)).isEqualTo(Files.readString(expected));
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(SITES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
