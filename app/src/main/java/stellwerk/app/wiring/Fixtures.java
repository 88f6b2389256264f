package stellwerk.app.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.Configuration;
import stellwerk.crawler.SiteDoctor;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Site;
import stellwerk.indexer.PostingReader;
import stellwerk.indexer.normalise.Gazetteer;
import stellwerk.search.http.Json;

/// Pages of real sites with what should be read from them, kept beside the configuration
/// (`config/fixtures/<site>/`): three files a page, `.page` as it came, `.request`,
/// `.expected.json`.
///
/// A page is read as on the day when it came, so that "two days ago" stays the same day.
public final class Fixtures {
  private static final int SHOWN = 6;
  private static final String PAGE = ".page";
  private static final String REQUEST = ".request";
  private static final String EXPECTED = ".expected.json";

  private final PostingReader reader;
  private final Path folder;

  public Fixtures(Configuration configuration) {
    reader = Readers.chain(Gazetteer.load(), configuration.reading());
    folder = configuration.settings().file().resolveSibling("fixtures");
  }

  /// What a page is read as now, against what it should be read as.
  ///
  /// @param differences lines that differ; empty if all is as expected
  public record Outcome(String site, String name, List<String> differences) {
    public Outcome {
      differences = List.copyOf(differences);
    }
  }

  /// Keeps a page with what is read from it; answers the page's file.
  public Path save(Site site, Fetched.Page page) {
    String name = name(page.request());
    Path home = folder.resolve(site.id().value());
    try {
      Files.createDirectories(home);
      Files.write(home.resolve(name + PAGE), page.body());
      Files.writeString(home.resolve(name + REQUEST), written(page));
      Files.writeString(home.resolve(name + EXPECTED), expected(site, page));
    } catch (IOException failure) {
      throw new UncheckedIOException("fixture " + name + " cannot be kept in " + home, failure);
    }
    return home.resolve(name + PAGE);
  }

  /// Reads every kept page of some sites again; asks nobody.
  public List<Outcome> replay(List<Site> sites) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Site site : sites) {
      for (Path request : requests(folder.resolve(site.id().value()))) {
        String file = String.valueOf(request.getFileName());
        String name = file.substring(0, file.length() - REQUEST.length());
        outcomes.add(new Outcome(site.id().value(), name, differences(site, request, name)));
      }
    }
    return outcomes;
  }

  private List<String> differences(Site site, Path request, String name) {
    try {
      Fetched.Page page = read(request, Files.readAllBytes(request.resolveSibling(name + PAGE)));
      List<String> expected = Files.readAllLines(request.resolveSibling(name + EXPECTED));
      List<String> now = expected(site, page).lines().toList();
      return differences(expected, now);
    } catch (IOException | IllegalArgumentException failure) {
      return List.of("cannot be read: " + failure);
    }
  }

  private static List<String> differences(List<String> expected, List<String> now) {
    List<String> differences = new ArrayList<>();
    int longest = Math.max(expected.size(), now.size());
    for (int at = 0; at < longest && differences.size() < SHOWN; at++) {
      String was = at < expected.size() ? expected.get(at).strip() : "(end)";
      String is = at < now.size() ? now.get(at).strip() : "(end)";
      if (!was.equals(is)) {
        differences.add("line " + (at + 1) + ": expected " + was + ", got " + is);
      }
    }
    return differences;
  }

  private String expected(Site site, Fetched.Page page) {
    Adapter adapter = Adapters.of(site.kind()).orElseThrow();
    SavedPages pages = SavedPages.reading(reader, page::at);
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", site.kind());
    switch (SiteDoctor.look(site, adapter, page).harvest()) {
      case Harvest.Read read -> {
        document.put("declared", read.declared());
        document.put("capped", read.capped());
        if (read.fallback() != null) {
          document.put("fallback", read.fallback());
        }
        document.put("requests", read.requests().stream().map(Request::identity).toList());
        document.put(
            "quarantined", read.quarantined().stream().map(Harvest.Quarantined::key).toList());
        document.put("skipped", read.skipped().stream().map(Harvest.Skipped::key).toList());
        document.put("closed", read.closed().stream().map(Harvest.ClosedSign::quote).toList());
        document.put(
            "postings", read.postings().stream().map(raw -> pages.document(raw, true)).toList());
      }
      case Harvest.NotThePage not -> document.put("problem", not.problem() + ": " + not.detail());
      case null -> throw new IllegalStateException("a page without a harvest");
    }
    return Json.pretty(document) + "\n";
  }

  private static List<Path> requests(Path home) {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.toString().endsWith(REQUEST)).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("the fixtures in " + home + " cannot be listed", failure);
    }
  }

  private static String written(Fetched.Page page) {
    StringBuilder text = new StringBuilder();
    text.append("url: ").append(page.request().url()).append('\n');
    text.append("answered: ").append(page.url()).append('\n');
    text.append("purpose: ").append(page.request().purpose()).append('\n');
    text.append("type: ").append(page.header("content-type").orElse("")).append('\n');
    text.append("at: ").append(page.at()).append('\n');
    new TreeMap<>(page.request().carried())
        .forEach((key, value) ->
            text.append("carried ")
                .append(key)
                .append(": ")
                .append(value.replace('\n', ' '))
                .append('\n'));
    return text.toString();
  }

  private static Fetched.Page read(Path request, byte[] body) throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    Map<String, String> carried = new LinkedHashMap<>();
    for (String line : Files.readAllLines(request, StandardCharsets.UTF_8)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        String key = line.substring(0, colon);
        String value = line.substring(colon + 2);
        if (key.startsWith("carried ")) {
          carried.put(key.substring("carried ".length()), value);
        } else {
          said.put(key, value);
        }
      }
    }
    URI url = URI.create(said.getOrDefault("url", ""));
    Request asked =
        Request.get(url, Request.Purpose.valueOf(said.getOrDefault("purpose", "DETAIL")))
            .carrying(carried);
    Fetched.Page saved =
        Fetched.Page.saved(
            asked, said.getOrDefault("type", ""), body, Instant.parse(said.getOrDefault("at", "")));
    return new Fetched.Page(
        asked,
        URI.create(said.getOrDefault("answered", url.toString())),
        saved.status(),
        saved.headers(),
        body,
        saved.wireBytes(),
        saved.took(),
        saved.at());
  }

  /// A file's name that says which page it is, and is unique for the request.
  private static String name(Request request) {
    String path = request.url().getPath() == null ? "" : request.url().getPath();
    String words = path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    String digest =
        HttpFetcher.sha256(
            (request.purpose() + request.identity()).getBytes(StandardCharsets.UTF_8));
    String cut = words.length() <= 60 ? words : words.substring(words.length() - 60);
    return (cut.isEmpty() ? "page" : cut) + "-" + digest.substring(0, 8);
  }
}
