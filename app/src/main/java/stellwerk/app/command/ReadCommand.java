package stellwerk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import stellwerk.app.config.NearestWord;
import stellwerk.app.wiring.SavedPages;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.adapter.kind.OfflineReader;
import stellwerk.crawler.site.RawPosting;
import stellwerk.search.http.Json;

/// `stellwerk read FILE…`: reads saved responses, without a network and without keeping anything.
@Command(
    name = "read",
    description = "Reads saved responses offline; one posting a line as JSON.",
    footer = {
      "",
      "Examples:",
      "  stellwerk read page.html --url https://jobs.example/stelle/4711",
      "  stellwerk read board.json --adapter greenhouse --raw"
    })
final class ReadCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "saved responses")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--adapter",
      paramLabel = "KIND",
      description = "how to read them (default: what they look like)")
  private @Nullable String kind;

  @Option(names = "--url", paramLabel = "URL", description = "where they came from")
  private @Nullable URI url;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "as the server said it (default: from the file's name)")
  private @Nullable String contentType;

  @Option(names = "--raw", description = "raw postings: the words of the page, nothing interpreted")
  private boolean raw;

  @Option(
      names = "--no-evidence",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "with or without the words behind each value")
  private boolean evidence = true;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SavedPages pages = SavedPages.reading(config.path());
    mustKnow(kind);
    int failed = 0;
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new CommandFailure(ExitCode.USAGE, "there is no file " + file);
      }
      OfflineReader.Result result = pages.harvest(file, kind, url, contentType);
      switch (result.harvest()) {
        case Harvest.NotThePage(Harvest.Problem problem, String detail) -> {
          err.println(file + ": " + problem + ", " + detail);
          failed++;
        }
        case Harvest.Read read -> {
          read.postings().forEach(posting -> out.println(line(pages, posting)));
          read.quarantined()
              .forEach(
                  bad -> err.println(file + ": quarantined " + bad.key() + ": " + bad.reason()));
          read.closed()
              .forEach(
                  sign -> err.println(file + ": says that it is closed: “" + sign.quote() + "”"));
          err.println(
              "%s: read as %s, %d postings, %d quarantined, %d skipped, %d further requests"
                  .formatted(
                      file,
                      result.kind(),
                      read.postings().size(),
                      read.quarantined().size(),
                      read.skipped().size(),
                      read.requests().size()));
        }
      }
    }
    return failed == 0
        ? ExitCode.OK
        : failed == files.size() ? ExitCode.EXPECTATIONS : ExitCode.PARTLY;
  }

  private static void mustKnow(@Nullable String kind) {
    List<String> known = Adapters.all().stream().map(Adapter::kind).sorted().toList();
    if (kind != null && !known.contains(kind)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no kind “"
              + kind
              + "”"
              + NearestWord.of(kind, known)
                  .map(word -> " (did you mean “" + word + "”?)")
                  .orElse("")
              + "; known: "
              + String.join(", ", known));
    }
  }

  private String line(SavedPages pages, RawPosting posting) {
    Map<String, @Nullable Object> document =
        raw ? document(posting) : pages.document(posting, evidence);
    return new String(Json.write(document), StandardCharsets.UTF_8);
  }

  private static Map<String, @Nullable Object> document(RawPosting posting) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("key", posting.key());
    document.put("url", posting.url().toString());
    posting.fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field ->
            document.put(
                field.getKey().name().toLowerCase(java.util.Locale.ROOT),
                field.getValue().stream()
                    .map(words -> Map.of("text", words.text(), "at", words.at()))
                    .toList()));
    document.put(
        "places",
        posting.places().stream().map(place -> parts(place.parts(), place.at())).toList());
    document.put("pays", posting.pays().stream().map(pay -> parts(pay.parts(), pay.at())).toList());
    return document;
  }

  private static Map<String, String> parts(Map<? extends Enum<?>, String> parts, String at) {
    Map<String, String> named = new LinkedHashMap<>();
    parts.forEach((part, text) -> named.put(part.name().toLowerCase(java.util.Locale.ROOT), text));
    named.put("at", at);
    return named;
  }
}
