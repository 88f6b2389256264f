package stellwerk.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import stellwerk.app.command.StellwerkCommand;

/// What is written about the program is true of it.
class DocsTest {
  private static final Path ROOT = Path.of(System.getProperty("stellwerk.root"));
  private static final Environment ENVIRONMENT =
      new Environment(Map.of("STELLWERK_CONTACT", "test@stellwerk.example"));
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[^`]+`(?:, )?)+) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern COMMAND =
      Pattern.compile("\\./stellwerk((?: [a-z][a-z-]*)+)((?: +[^\\n`#]*)?)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--?[a-z][a-z-]*");

  /// Words for which the project has another one.
  private static final Set<String> FOREIGN =
      Set.of("board", "digest", "normalize", "source", "scraper", "run");

  @TempDir private Path folder;

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 4)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file ->
              !ROOT.relativize(file).toString().matches("(.*/)?(target|node_modules|\\..+)/.*"))
          .toList();
    }
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        String to = link.group(1).replaceFirst("#.*", "");
        if (!to.isEmpty() && !to.matches("[a-z]+:.*") && !Files.exists(page.resolveSibling(to))) {
          dead.add(ROOT.relativize(page) + " → " + to);
        }
      }
    }
    assertThat(pages()).isNotEmpty();
    assertThat(dead).isEmpty();
  }

  @Test
  void everyCommandAndOptionInTheDocumentsExists() throws IOException {
    CommandLine program = new CommandLine(new StellwerkCommand());
    List<String> unknown = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult match : COMMAND.matcher(Files.readString(page)).results().toList()) {
        CommandLine command = program;
        for (String word : match.group(1).strip().split(" ", -1)) {
          CommandLine next = command.getSubcommands().get(word);
          if (next == null && !command.getSubcommands().isEmpty()) {
            unknown.add(ROOT.relativize(page) + ": " + match.group().strip());
          }
          command = next == null ? command : next;
        }
        for (MatchResult option : OPTION.matcher(match.group(2)).results().toList()) {
          if (!command.getCommandSpec().optionsMap().containsKey(option.group())
              && !option.group().matches("--help|-h")) {
            unknown.add(
                ROOT.relativize(page) + ": " + match.group().strip() + ": " + option.group());
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void theShippedConfigurationHasNoFaults() {
    Configuration shipped = Configuration.read(ROOT.resolve("config/stellwerk.yaml"), ENVIRONMENT);

    assertThat(shipped.sites()).isNotEmpty();
    assertThat(shipped.occupations()).isNotEmpty();
  }

  @Test
  void theExampleInTheReadmeIsASiteThatIsShipped() throws IOException {
    String example = text("README.md").replaceAll("(?s).*```yaml\\n(version.*?)```.*", "$1");
    Path file = folder.resolve("greenhouse-scaleai.yaml");
    Files.writeString(file, example);
    List<Fault> faults = new ArrayList<>();

    YamlFile.read(file, faults, ENVIRONMENT).ifPresent(top -> new SiteFile(Map.of()).read(top));

    assertThat(faults).isEmpty();
  }

  @Test
  void everyKeyIsDocumentedAndEveryDocumentedKeyExists() throws IOException {
    String[] chapters = text("docs/configuration.md").split("(?m)^## ", -1);

    assertThat(documented(chapters[1])).isEqualTo(settingsKeys());
    assertThat(documented(chapters[2].replaceAll("(?s)Kinds and their options.*", "")))
        .isEqualTo(siteKeys());
    assertThat(documented(chapters[3])).isEqualTo(occupationKeys());
  }

  @Test
  void keysAreWordsOfTheGlossary() throws IOException {
    Set<String> words = new HashSet<>();
    for (Set<String> keys : List.of(settingsKeys(), siteKeys(), occupationKeys())) {
      keys.forEach(key -> words.addAll(List.of(key.split("[._\\[\\]]+", -1))));
    }
    assertThat(words).doesNotContainAnyElementsOf(FOREIGN);
  }

  private static Set<String> documented(String chapter) {
    Set<String> keys = new TreeSet<>();
    for (MatchResult row : ROW.matcher(chapter).results().toList()) {
      CODE.matcher(row.group(1)).results().forEach(code -> keys.add(code.group(1)));
    }
    return withoutParents(keys);
  }

  /// A key with keys of its own may have a row or not.
  private static Set<String> withoutParents(Set<String> keys) {
    Set<String> leaves = new TreeSet<>(keys);
    leaves.removeIf(key ->
        keys.stream()
            .anyMatch(other -> other.startsWith(key + ".") || other.startsWith(key + "[]")));
    return leaves;
  }

  private Set<String> settingsKeys() throws IOException {
    return keys(
        "crawler: { contact: a }\nkeys: [{ hash: "
            + "0".repeat(64)
            + " }]\nalerts: { channels: { \"<name>\": { type: smtp, to: [a@b.example] } } }\n",
        "stellwerk",
        Map.of());
  }

  private Set<String> siteKeys() throws IOException {
    Set<String> keys =
        keys(
            """
            id: brett
            name: Brett
            kind: html
            rights: { terms: { read: 2026-11-02 } }
            schedule: { every: 2w }
            politeness: {}
            http: {}
            start: [{ url: "https://jobs.example/", pages: {} }]
            embedded: {}
            expect: {}
            """,
            "site",
            Map.of());
    // These two are read by other names: a rule is one of both, and a day only counts with the
    // second.
    keys.addAll(
        Set.of("schedule.cron", "schedule.every", "schedule.anchor", "start[].for_occupations"));
    return keys;
  }

  private Set<String> occupationKeys() throws IOException {
    return keys(
        "id: x\ntitle: X\nmatch: { any: [x] }\nfilters: {}\nsection: {}\nissue: {}\n",
        "occupation",
        new HashMap<>());
  }

  private Set<String> keys(String text, String kind, Map<String, List<String>> words)
      throws IOException {
    Path file = folder.resolve(kind + ".yaml");
    Files.writeString(file, text);
    YamlMap top = YamlFile.read(file, new ArrayList<>(), ENVIRONMENT).orElseThrow();
    switch (kind) {
      case "stellwerk" -> new SettingsFile(file).read(top);
      case "site" -> new SiteFile(words).read(top);
      default -> OccupationFile.read(top);
    }
    return withoutParents(new LinkedHashSet<>(top.file().origins().known()));
  }
}
