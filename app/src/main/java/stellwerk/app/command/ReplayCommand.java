package stellwerk.app.command;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Replaying;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.indexer.ReplayIntake;
import stellwerk.indexer.lifecycle.ChangeEvent.Difference;
import stellwerk.indexer.posting.PostingId;
import stellwerk.search.http.Json;

/// `stellwerk replay …`: reads the kept pages of crawls again.
@Command(
    name = "replay",
    description = {
      "Reads the kept pages of a site's newest crawl again, with today's adapters. Asks the Web nothing.",
      "Opens and closes nothing: an old page proves nothing about today."
    },
    footer = {
      "",
      "Examples:",
      "  stellwerk replay --diff greenhouse-scaleai",
      "  stellwerk replay --crawl c_20261122_061000_greenhouse-scaleai"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int LONGEST = 60;

  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(
      paramLabel = "SITE",
      arity = "0..*",
      description = "ids of sites (default: all enabled ones)")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--crawl",
      paramLabel = "ID",
      description = "a crawl other than the newest; of an older one nothing is kept")
  private @Nullable String crawl;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "looks only at pages that were kept since then")
  private @Nullable LocalDate since;

  @Option(names = "--diff", description = "says what would change, and writes nothing")
  private boolean diff;

  @Option(names = "--json", description = "one JSON line a change")
  private boolean json;

  @Spec private CommandSpec spec;

  /// Counts differences, and tells them.
  private final class Told implements ReplayIntake.Listener {
    private final SortedMap<String, Integer> byField = new TreeMap<>();
    private final SortedMap<String, String> examples = new TreeMap<>();
    private int changed;
    private int unknown;
    private int unreadable;

    @Override
    public void differs(PostingId posting, Map<String, Difference> differences) {
      changed++;
      differences.forEach((field, difference) -> {
        byField.merge(field, 1, Integer::sum);
        examples.putIfAbsent(
            field, posting + "  " + cut(difference.before()) + " → " + cut(difference.after()));
        line("changed", posting.value(), field, difference.before(), difference.after());
      });
    }

    @Override
    public void unknown(RawPosting raw) {
      unknown++;
      line("unknown", raw.site() + " " + raw.key(), null, null, raw.url().toString());
    }

    @Override
    public void unreadable(RawPosting raw, String why) {
      unreadable++;
      line("unreadable", raw.site() + " " + raw.key(), null, null, why);
    }

    private void line(
        String what,
        String posting,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after) {
      if (json) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("what", what);
        line.put("posting", posting);
        line.put("field", field);
        line.put("before", before);
        line.put("after", after);
        spec.commandLine()
            .getOut()
            .println(new String(Json.write(line), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }

  private static String cut(@Nullable String value) {
    return value == null || value.length() <= LONGEST
        ? String.valueOf(value)
        : value.substring(0, LONGEST) + "…";
  }

  @Override
  public Integer call() {
    Configuration configuration = config.read();
    int kept = 0;
    try (Wiring wiring = Wiring.open(configuration)) {
      for (Site site : sites(configuration)) {
        Told told = new Told();
        Optional<Replaying.Replayed> replayed =
            new Replaying(wiring)
                .replay(site, crawl == null ? null : new CrawlId(crawl), from(), diff, told);
        kept += replayed.isPresent() ? 1 : 0;
        if (!json) {
          print(site, replayed, told);
        }
      }
      wiring.catchUp();
    }
    return kept > 0 ? ExitCode.OK : ExitCode.EXPECTATIONS;
  }

  private List<Site> sites(Configuration configuration) {
    if (crawl == null) {
      return CrawlCommand.Sites.chosen(configuration, ids);
    }
    if (!ids.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "a crawl has its site; name one or the other");
    }
    String id = crawl.replaceFirst("^c_\\d{8}_\\d{6}_", "").replaceFirst("-\\d+$", "");
    String whole = crawl.replaceFirst("^c_\\d{8}_\\d{6}_", "");
    return configuration.sites().stream()
        .filter(site -> site.id().value().equals(whole) || site.id().value().equals(id))
        .findFirst()
        .map(List::of)
        .orElseThrow(() ->
            new CommandFailure(ExitCode.USAGE, "no site that is configured had a crawl " + crawl));
  }

  private @Nullable Instant from() {
    return since == null ? null : since.atStartOfDay(Schedule.BERLIN).toInstant();
  }

  private void print(Site site, Optional<Replaying.Replayed> replayed, Told told) {
    PrintWriter out = spec.commandLine().getOut();
    if (replayed.isEmpty()) {
      out.println(site.id() + "  nothing is kept of " + (crawl == null ? "its crawls" : crawl));
      return;
    }
    Replaying.Replayed it = replayed.get();
    int read = it.report().items().found();
    out.println(
        "%s  replayed %s from %d pages: %d postings · %d changed · %d unknown to the store · %d unreadable"
            .formatted(
                site.id(),
                it.crawl(),
                it.report().pages().read(),
                read,
                told.changed,
                told.unknown,
                told.unreadable));
    told.byField.forEach((field, count) ->
        out.println("  %-16s %5d   %s".formatted(field, count, told.examples.get(field))));
    if (!it.newest() && !diff) {
      out.println("  Nothing was written: newer pages of this site are kept.");
    } else if (diff) {
      out.println("  Diff only: nothing written. Next: stellwerk replay " + site.id());
    }
  }
}
