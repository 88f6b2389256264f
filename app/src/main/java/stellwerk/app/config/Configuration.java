package stellwerk.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.occupation.Occupation;

/// Everything that operators wrote down, checked as a whole.
///
/// @param sites in order of their ids
/// @param occupations in order of their ids
/// @param words what operators added to the program's words
/// @param origins where the values of `stellwerk.yaml` were written
/// @param siteOrigins where the values of each site were written
/// @param alerted names of the channels that hear of each site
public record Configuration(
    Settings settings,
    List<Site> sites,
    List<Occupation> occupations,
    ConfiguredWords words,
    Origins origins,
    Map<SiteId, Origins> siteOrigins,
    Map<SiteId, List<String>> alerted) {
  public Configuration {
    alerted = Map.copyOf(alerted);
    sites = List.copyOf(sites);
    occupations = List.copyOf(occupations);
    siteOrigins = Map.copyOf(siteOrigins);
  }

  public Optional<Site> site(SiteId id) {
    return sites.stream().filter(site -> site.id().equals(id)).findFirst();
  }

  /// Reads `stellwerk.yaml` and the folders beside it.
  ///
  /// @throws SettingsException naming every fault of every file
  public static Configuration read(Path file) {
    return read(file, Environment.ofThisProcess());
  }

  /// Reads `stellwerk.yaml` and the folders beside it in an environment, which goes before the
  /// former.
  ///
  /// @throws SettingsException naming every fault of every file
  public static Configuration read(Path file, Environment environment) {
    List<Fault> faults = new ArrayList<>();
    YamlMap top = YamlFile.readOverridable(file, faults, environment).orElse(null);
    Settings settings = top == null ? null : new SettingsFile(file).read(top);
    List<Occupation> occupations = occupations(file, faults, environment);
    ConfiguredWords words = words(file, faults, environment);
    Map<String, List<String>> searched = searched(occupations);
    List<Site> sites = new ArrayList<>();
    Map<SiteId, Origins> siteOrigins = new HashMap<>();
    Map<SiteId, List<String>> alerted = new HashMap<>();
    Set<String> channels = settings == null ? Set.of() : settings.alerts().channels().keySet();
    for (Path siteFile : yamlFiles(file.resolveSibling("sites"), faults)) {
      YamlFile.read(siteFile, faults, environment)
          .ifPresent(map -> {
            Site site = new SiteFile(searched).read(map).withClosingPhrases(words.closingPhrases());
            sites.add(site);
            siteOrigins.put(site.id(), map.file().origins());
            alerted.put(site.id(), channels(map, channels));
          });
    }
    if (!faults.isEmpty() || settings == null || top == null) {
      throw new SettingsException(faults);
    }
    return new Configuration(
        settings, sites, occupations, words, top.file().origins(), siteOrigins, alerted);
  }

  /// The channels that hear of a site: those that its file names, else all.
  private static List<String> channels(YamlMap site, Set<String> known) {
    List<String> named = site.texts("alerts");
    for (String name : named) {
      if (!known.contains(name)) {
        site.fault(
            "alerts",
            "there is no channel “" + name + "” in “alerts.channels”" + YamlMap.meant(name, known));
      }
    }
    return named.isEmpty() ? known.stream().sorted().toList() : named;
  }

  /// What readers of postings need of this configuration.
  public Reading reading() {
    return new Reading(occupations, words);
  }

  /// What readers of postings need of a configuration.
  public record Reading(List<Occupation> occupations, ConfiguredWords words) {
    public Reading {
      occupations = List.copyOf(occupations);
    }
  }

  /// The occupations and words beside a configuration, for readers that need no installation.
  ///
  /// @throws SettingsException naming every fault of their files
  public static Reading readingBeside(Path file) {
    List<Fault> faults = new ArrayList<>();
    Environment environment = Environment.ofThisProcess();
    var reading =
        new Reading(occupations(file, faults, environment), words(file, faults, environment));
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
    return reading;
  }

  private static ConfiguredWords words(Path file, List<Fault> faults, Environment environment) {
    return VocabularyFiles.read(
        yamlFiles(file.resolveSibling("vocabulary"), faults), faults, environment);
  }

  /// What is wrong with one site's file, before it stands among the others.
  public List<Fault> faultsOf(Path siteFile) {
    List<Fault> faults = new ArrayList<>();
    YamlFile.read(siteFile, faults, Environment.ofThisProcess())
        .ifPresent(top -> new SiteFile(searched(occupations)).read(top));
    return faults;
  }

  private static Map<String, List<String>> searched(List<Occupation> occupations) {
    Map<String, List<String>> searched = new HashMap<>();
    occupations.forEach(occupation -> searched.put(occupation.id(), occupation.match().words()));
    return searched;
  }

  private static List<Occupation> occupations(
      Path file, List<Fault> faults, Environment environment) {
    List<Occupation> occupations = new ArrayList<>();
    for (Path occupation : yamlFiles(file.resolveSibling("occupations"), faults)) {
      YamlFile.read(occupation, faults, environment)
          .flatMap(OccupationFile::read)
          .ifPresent(occupations::add);
    }
    return occupations;
  }

  private static List<Path> yamlFiles(Path folder, List<Fault> faults) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      faults.add(new Fault(folder, 1, 1, "cannot be listed: " + unreadable, ""));
      return List.of();
    }
  }
}
