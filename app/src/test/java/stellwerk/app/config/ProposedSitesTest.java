package stellwerk.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.site.Site;

/// What is proposed for an address of a known system is a file that the reader of sites' files
/// takes, and that a crawl could start from.
class ProposedSitesTest {
  private static final Path ADDRESSES =
      Path.of(System.getProperty("stellwerk.root", ".."))
          .resolve("crawler/src/test/resources/known-addresses.csv");

  @TempDir private Path folder;

  private static List<URI> addresses() throws IOException {
    return Files.readAllLines(ADDRESSES).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> URI.create(line.split(",", 2)[0]))
        .toList();
  }

  private static SiteProposal proposal(URI address) {
    return Adapters.all().stream()
        .flatMap(adapter -> adapter.propose(address).stream())
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> everyProposalPassesTheCheck() throws IOException {
    return addresses().stream()
        .map(address -> DynamicTest.dynamicTest(address.toString(), () -> check(address)));
  }

  private void check(URI address) throws IOException {
    SiteProposal proposal = proposal(address);
    Adapter adapter = Adapters.of(proposal.kind()).orElseThrow();
    Site site = proposal.asSite(adapter, proposal.id(), "Beispiel", false);
    Path file = folder.resolve(site.id() + ".yaml");
    Files.writeString(file, SiteText.brief(site));

    List<Fault> faults = new ArrayList<>();
    YamlMap top = YamlFile.read(file, faults, new Environment(Map.of())).orElseThrow();
    Site read = new SiteFile(Map.of()).read(top);

    assertThat(faults.stream().map(Fault::text)).isEmpty();
    assertThat(read.enabled()).isFalse();
    assertThat(read.kind()).isEqualTo(proposal.kind());
    assertThat(read.options()).isEqualTo(proposal.options());
    assertThat(read.start()).isEqualTo(proposal.start());
    assertThat(read.rights()).isEqualTo(site.rights());
    assertThat(read.expect()).isEqualTo(site.expect());
    assertThat(adapter.start(read)).isNotEmpty();
  }

  /// Kinds that are asked with words or keys of the operator's, and those that fit any address.
  @Test
  void theTableHasEveryKindThatAnAddressGivesAway() throws IOException {
    Set<String> missing = new HashSet<>();
    Adapters.all().forEach(adapter -> missing.add(adapter.kind()));
    for (URI address : addresses()) {
      missing.remove(proposal(address).kind());
    }

    assertThat(missing)
        .containsExactlyInAnyOrder(
            "adzuna", "bite", "bundesagentur", "feed", "html", "jooble", "json_ld");
  }
}
