package stellwerk.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.NearestWord;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;

/// `stellwerk site new ID`: the first draft of a site's file, for those who know its kind.
@Command(
    name = "new",
    description = "Writes the first draft of a site's file: not enabled, link-only.",
    footer = {
      "",
      "Examples:",
      "  stellwerk site new greenhouse-beispiel --kind greenhouse --option token=beispiel",
      "  stellwerk site new beispielboerse --kind html --start https://jobs.example/suche"
    })
final class SiteNewCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "ID", description = "lower-case letters, digits and hyphens")
  private String id = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      description = "which adapter speaks with it")
  private String kind = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "as readers see it (default: the id)")
  private @Nullable String name;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "what the kind needs to know; may be repeated")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--start",
      paramLabel = "URL",
      description = "where a crawl begins; may be repeated")
  private List<String> start = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Configuration configuration = config.read();
    if (!SiteId.fits(id)) {
      throw new CommandFailure(
          ExitCode.USAGE, "an id is lower-case letters, digits and hyphens, not “" + id + "”");
    }
    List<String> kinds = Adapters.all().stream().map(Adapter::kind).sorted().toList();
    if (!kinds.contains(kind)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no kind “"
              + kind
              + "”"
              + NearestWord.of(kind, kinds)
                  .map(word -> " (did you mean “" + word + "”?)")
                  .orElse("")
              + "; known: "
              + String.join(", ", kinds));
    }
    var file = SiteFileWriting.write(configuration, draft(), List.of());
    PrintWriter err = spec.commandLine().getErr();
    spec.commandLine().getOut().println("wrote " + file + "   (enabled: false, rights: link-only)");
    err.println("Yours: read the terms and fill in rights, name, contact, schedule");
    err.println("Next: stellwerk site test " + id);
    return ExitCode.OK;
  }

  private Site draft() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    options.forEach((key, value) -> values.put(key, List.of(value)));
    Site plain =
        Site.of(
                new SiteId(id),
                name == null ? id : name,
                kind,
                new Options(values),
                start.stream().map(StartUrl::of).toList())
            .disabled();
    boolean http = start.stream().anyMatch(url -> url.startsWith("http:"));
    Site site = http ? plain.with(HttpRules.DEFAULT.withPlain()) : plain;
    return kind.equals("html") ? site.with(selectors()) : site;
  }

  /// Where things usually stand; `site test` says what each of them matches.
  private static SelectorRules selectors() {
    return new SelectorRules(
        Pick.css("li:has(a)"),
        new Pick("a", "href", false, false),
        null,
        null,
        true,
        Map.of(
            RawField.TITLE,
            Pick.css("h1"),
            RawField.DESCRIPTION,
            new Pick("main", null, false, true)));
  }
}
