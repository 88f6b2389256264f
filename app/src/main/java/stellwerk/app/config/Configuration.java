package stellwerk.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.occupation.Occupation;

/// Everything that operators wrote down, checked as a whole.
///
/// @param sites in order of their ids
/// @param occupations in order of their ids
/// @param words what operators added to the program's words
public record Configuration(
    Settings settings, List<Site> sites, List<Occupation> occupations, ConfiguredWords words) {
  public Configuration {
    sites = List.copyOf(sites);
    occupations = List.copyOf(occupations);
  }

  public Optional<Site> site(SiteId id) {
    return sites.stream().filter(site -> site.id().equals(id)).findFirst();
  }

  /// Reads `stellwerk.yaml` and the folders beside it.
  ///
  /// @throws SettingsException naming every fault of every file
  public static Configuration read(Path file) {
    List<Fault> faults = new ArrayList<>();
    Settings settings =
        YamlFile.read(file, faults).map(top -> new SettingsFile(file).read(top)).orElse(null);
    List<Occupation> occupations = occupations(file, faults);
    ConfiguredWords words = words(file, faults);
    Map<String, List<String>> searched = new HashMap<>();
    occupations.forEach(occupation -> searched.put(occupation.id(), occupation.match().words()));
    List<Site> sites = new ArrayList<>();
    for (Path siteFile : yamlFiles(file.resolveSibling("sites"), faults)) {
      YamlFile.read(siteFile, faults)
          .map(top -> new SiteFile(searched).read(top))
          .ifPresent(sites::add);
    }
    if (!faults.isEmpty() || settings == null) {
      throw new SettingsException(faults);
    }
    return new Configuration(settings, sites, occupations, words);
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
    var reading = new Reading(occupations(file, faults), words(file, faults));
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
    return reading;
  }

  private static ConfiguredWords words(Path file, List<Fault> faults) {
    return VocabularyFiles.read(yamlFiles(file.resolveSibling("vocabulary"), faults), faults);
  }

  private static List<Occupation> occupations(Path file, List<Fault> faults) {
    List<Occupation> occupations = new ArrayList<>();
    for (Path occupation : yamlFiles(file.resolveSibling("occupations"), faults)) {
      YamlFile.read(occupation, faults).flatMap(OccupationFile::read).ifPresent(occupations::add);
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
