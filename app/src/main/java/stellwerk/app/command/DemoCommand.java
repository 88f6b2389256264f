package stellwerk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Environment;
import stellwerk.app.demo.DemoCheck;
import stellwerk.app.demo.DemoConfig;
import stellwerk.app.demo.DemoPortal;
import stellwerk.app.demo.DemoSites;
import stellwerk.app.wiring.Serving;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.search.http.Json;

/// `stellwerk demo`: the whole product in one command, on an invented job world.
@Command(
    name = "demo",
    description =
        "Crawls seven invented job sites on this machine and serves a portal page with its section filled.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--check",
      description =
          "verifies through HTTP what the section shows, prints one JSON object, and ends (0 or 4)")
  private boolean check;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "public port (default: ${DEFAULT-VALUE}; 0 takes a free one)")
  private int port = 8080;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "keeps everything in this folder (default: a temporary one)")
  private @Nullable Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new CommandFailure(ExitCode.USAGE, "--port runs from 0 to 65535");
    }
    PrintWriter err = spec.commandLine().getErr();
    Path folder =
        data == null ? Files.createTempDirectory("stellwerk-demo") : data.toAbsolutePath();
    long begun = System.nanoTime();
    try (Stop stop = Stop.onSignal();
        DemoSites sites =
            DemoSites.start(LocalDate.ofInstant(Wiring.CLOCK.instant(), Schedule.BERLIN))) {
      Path file = DemoConfig.write(folder, sites, check ? 0 : port);
      // Variables that lead a real installation must not lead the demo into its store.
      Configuration configuration = Configuration.read(file, new Environment(Map.of()));
      AtomicInteger listening = new AtomicInteger();
      Wiring wiring = Wiring.open(configuration);
      List<CrawlReport> reports;
      Serving serving;
      try {
        reports = wiring.crawl(configuration.sites(), stop::ordered);
        if (!check) {
          for (CrawlReport report : reports) {
            err.println(report.site());
            Reports.lines(report).forEach(line -> err.println("  " + line));
          }
        }
        serving = Serving.start(wiring, true, new DemoPortal(listening::get).routes());
      } catch (RuntimeException failure) {
        wiring.close();
        throw failure;
      }
      listening.set(serving.port());
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (check) {
        return verify(serving, wiring, configuration, reports, sites, seconds);
      }
      serve(stop, serving, file, seconds);
      return ExitCode.OK;
    } finally {
      if (data == null) {
        delete(folder);
      }
    }
  }

  private void serve(Stop stop, Serving serving, Path file, double seconds)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String base = "http://localhost:" + serving.port();
    out.println();
    out.println("The demo is ready after %.1f s:  %s/demo/".formatted(seconds, base));
    out.println();
    out.println("What to try next:");
    out.println("  curl '" + base + "/v1/jobs?occupation=ki-trainer&q=medizin&evidence=true'");
    out.println("  curl '" + base + "/v1/feeds/ki-trainer.rss'");
    out.println("  curl 'http://localhost:" + serving.adminPort() + "/health/ready'");
    out.println("  the configuration of this demo: " + file);
    out.println("Ctrl-C ends it.");
    stop.await();
    serving.close();
  }

  private int verify(
      Serving serving,
      Wiring wiring,
      Configuration configuration,
      List<CrawlReport> first,
      DemoSites sites,
      double seconds)
      throws IOException, InterruptedException {
    DemoCheck.Result result = DemoCheck.of("http://127.0.0.1:" + serving.port());
    List<String> faults = new ArrayList<>(result.faults());
    DemoSites.Requests before = sites.requests();
    long changes = wiring.changeNumber();
    wiring.crawl(configuration.sites(), () -> false);
    DemoSites.Requests after = sites.requests();
    if (wiring.changeNumber() != changes) {
      faults.add(
          "a second crawl of the unchanged sites wrote "
              + (wiring.changeNumber() - changes)
              + " changes");
    }
    for (int i = 0; i < first.size(); i++) {
      Site site = configuration.sites().get(i);
      if (!site.expect().verdicts().contains(first.get(i).verdict().name())) {
        faults.add(site.id() + " ended " + first.get(i).verdict() + ": " + first.get(i).reason());
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", faults.isEmpty());
    document.put("seconds", Math.round(seconds * 10) / 10.0);
    document.put("sites", first.size());
    document.put("postings", first.stream().mapToInt(report -> report.items().valid()).sum());
    document.put("jobs_in_section", result.jobsOnThePage());
    document.put("second_crawl_requests", after.answered() - before.answered());
    document.put("second_crawl_unchanged", after.unchanged() - before.unchanged());
    Map<String, String> verdicts = new LinkedHashMap<>();
    first.forEach(report -> verdicts.put(report.site().value(), report.verdict().name()));
    document.put("verdicts", verdicts);
    document.put("faults", faults);
    spec.commandLine().getOut().println(Json.pretty(document));
    serving.close();
    return faults.isEmpty() ? ExitCode.OK : ExitCode.EXPECTATIONS;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("the demo's folder " + folder + " cannot be removed", failure);
    }
  }
}
