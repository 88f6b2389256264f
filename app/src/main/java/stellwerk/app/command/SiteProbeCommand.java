package stellwerk.app.command;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.SiteText;
import stellwerk.app.wiring.Probing;
import stellwerk.crawler.SiteProbe.Diagnosis;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.search.http.Json;

/// `stellwerk site probe URL`: how could this place be asked?
@Command(
    name = "probe",
    description =
        "Looks at a place that is not configured and writes the first draft of its file: not enabled, link-only.",
    footer = {
      "",
      "Exit 4 when nothing is recognised.",
      "",
      "Examples:",
      "  stellwerk site probe https://jobs.example/suche",
      "  stellwerk site probe https://jobs.example/suche --dry-run"
    })
final class SiteProbeCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "URL", description = "a list of jobs, a job's page, or a feed")
  private URI url = URI.create("");

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "the site's id (default: from its address)")
  private @Nullable String id;

  @Option(names = "--dry-run", description = "prints the file instead of writing it")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "one JSON document; the file stands in it and is not written")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Configuration configuration = config.read();
    boolean web =
        "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new CommandFailure(ExitCode.USAGE, "“" + url + "” is no http or https address");
    }
    if (id != null && !SiteId.fits(id)) {
      throw new CommandFailure(
          ExitCode.USAGE, "an id is lower-case letters, digits and hyphens, not “" + id + "”");
    }
    PrintWriter out = spec.commandLine().getOut();
    Probing.Found found = Probing.at(configuration.settings(), url);
    Diagnosis diagnosis = found.diagnosis();
    SiteProposal proposal = diagnosis.proposal();
    Site site = proposal == null ? null : site(proposal, diagnosis.name());
    if (json) {
      out.println(Json.pretty(document(found, site)));
    } else {
      found
          .findings()
          .forEach(
              finding -> out.println("%-9s %s".formatted(word(finding.source()), finding.said())));
      diagnosis.seen().forEach(line -> out.println("%-9s %s".formatted("seen", line)));
      if (proposal != null && site != null) {
        proposal(out, configuration, diagnosis, proposal, site);
      }
    }
    if (proposal == null) {
      spec.commandLine()
          .getErr()
          .println(
              "Nothing was recognised there. If it lists jobs: stellwerk site new ID --kind html --start "
                  + url);
      return ExitCode.EXPECTATIONS;
    }
    return ExitCode.OK;
  }

  private void proposal(
      PrintWriter out,
      Configuration configuration,
      Diagnosis diagnosis,
      SiteProposal proposal,
      Site site) {
    out.println(
        "proposal  kind %s · %d listed · %s · confidence %s (%s)"
            .formatted(
                proposal.kind(),
                diagnosis.listed(),
                diagnosis.declared() == null
                    ? "no declared total"
                    : "declared total " + diagnosis.declared(),
                word(proposal.confidence()),
                proposal.because()));
    int of = diagnosis.read();
    out.println(
        "fields    "
            + diagnosis.fields().entrySet().stream()
                .map(field -> field.getKey() + " " + field.getValue() + "/" + of)
                .collect(Collectors.joining(" · ")));
    if (dryRun) {
      out.println();
      out.print(SiteText.brief(site));
      return;
    }
    Path file =
        SiteFileWriting.write(
            configuration, site, List.of("Proposed for " + url + ": " + proposal.because()));
    out.println("wrote     " + file + "   (enabled: false, rights: link-only)");
    out.println("yours     read the terms and fill in rights, name, contact, schedule");
    out.println("Next: stellwerk site test " + site.id());
  }

  private Site site(SiteProposal proposal, String name) {
    SiteId chosen = id == null ? proposal.id() : new SiteId(id);
    return proposal.asSite(
        Adapters.of(proposal.kind()).orElseThrow(),
        chosen,
        name,
        "http".equalsIgnoreCase(url.getScheme()));
  }

  private Map<String, @Nullable Object> document(Probing.Found found, @Nullable Site site) {
    Diagnosis diagnosis = found.diagnosis();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("url", url.toString());
    document.put(
        "findings",
        found.findings().stream()
            .map(finding -> Map.of("source", word(finding.source()), "said", finding.said()))
            .toList());
    document.put("seen", diagnosis.seen());
    SiteProposal proposal = diagnosis.proposal();
    document.put("recognised", proposal != null);
    if (proposal != null && site != null) {
      document.put("kind", proposal.kind());
      document.put("confidence", word(proposal.confidence()));
      document.put("because", proposal.because());
      document.put("listed", diagnosis.listed());
      document.put("declared", diagnosis.declared());
      document.put("sampled", diagnosis.sampled());
      document.put("read", diagnosis.read());
      document.put("fields", diagnosis.fields());
      document.put("id", site.id().value());
      document.put("file", SiteText.brief(site));
    }
    return document;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
