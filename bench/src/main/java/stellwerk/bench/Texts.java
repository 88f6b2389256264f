package stellwerk.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The texts that are measured: real ones where this machine has them, else invented ones.
final class Texts {
  private static final int MOST = 2_000;

  private Texts() {}

  /// Postings of a corpus, evenly drawn from all of it.
  ///
  /// @param corpus `postings` (whole real postings), `mixed` (real texts of all lengths), `invented`
  static List<RawPosting> of(String corpus) {
    return switch (corpus) {
      case "postings" -> real("RemoteWLB+remote-jobs/postings.jsonl.gz", "body");
      case "mixed" -> real("merged_real_texts.jsonl.gz", "text");
      case "invented" -> invented();
      default -> throw new IllegalArgumentException("there is no corpus " + corpus);
    };
  }

  private static List<RawPosting> real(String file, String field) {
    Path path = Path.of(System.getProperty("stellwerk.root", "."), "../shared/real/corpora", file);
    if (!Files.exists(path)) {
      System.out.println("# NO REAL TEXTS at " + path + ": invented ones are measured instead");
      return invented();
    }
    JsonMapper json = JsonMapper.builder().build();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      List<RawPosting> all = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = json.readTree(line);
        all.add(
            posting(
                all.size(),
                row.path("title").asString(""),
                row.path("company").asString(""),
                row.path("location").asString(""),
                row.path(field).asString("")));
      }
      int step = Math.max(1, all.size() / MOST);
      List<RawPosting> drawn = new ArrayList<>();
      for (int i = 0; i < all.size() && drawn.size() < MOST; i += step) {
        drawn.add(all.get(i));
      }
      return drawn;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the texts " + path + " cannot be read", unreadable);
    }
  }

  /// Every beginning with every task, profile and offer.
  private static List<RawPosting> invented() {
    List<List<String>> parts = parts();
    List<RawPosting> postings = new ArrayList<>();
    for (String title : parts.get(0)) {
      for (String tasks : parts.get(1)) {
        for (String profile : parts.get(2)) {
          for (String offer : parts.get(3)) {
            String text =
                "Deine Aufgaben\n" + tasks + "\n\nDein Profil\n" + profile + "\n\nWir bieten\n" + offer;
            postings.add(posting(postings.size(), title, "Beispiel GmbH", "10115 Berlin", text));
          }
        }
      }
    }
    return postings;
  }

  /// The file's four lists, divided by empty lines.
  private static List<List<String>> parts() {
    try (InputStream file = Texts.class.getResourceAsStream("/bench/invented.txt")) {
      if (file == null) {
        throw new IllegalStateException("bench/invented.txt is missing from the class path");
      }
      String words = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      List<List<String>> parts = new ArrayList<>();
      for (String part : words.strip().split("\n\n", -1)) {
        parts.add(part.lines().map(line -> line.replace(" | ", "\n• ")).toList());
      }
      return parts;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static RawPosting posting(
      int number, String title, String employer, String place, String text) {
    return RawPosting.at(
            new SiteId("bench"), "n" + number, URI.create("https://bench.invalid/" + number))
        .text(RawField.TITLE, title, "json title")
        .text(RawField.EMPLOYER, employer, "json company")
        .text(RawField.LOCATION, place, "json location")
        .text(RawField.DESCRIPTION, text.replace("&", "&amp;").replace("<", "&lt;"), "json body")
        .build();
  }
}
