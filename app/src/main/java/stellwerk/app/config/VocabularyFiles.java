package stellwerk.app.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stellwerk.indexer.normalise.StatutoryPay;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.query.Synonyms;

/// Reads `config/vocabulary/*.yaml`: words and figures that operators may add without a build.
final class VocabularyFiles {
  private static final List<String> KNOWN =
      List.of("closing-phrases.yaml", "skills.yaml", "statutory.yaml", "synonyms.yaml");

  private final List<Vocabulary.Word> skills = new ArrayList<>();
  private final Map<LocalDate, StatutoryPay.Values> statutory = new TreeMap<>();
  private final List<List<String>> synonyms = new ArrayList<>();
  private final List<String> closingPhrases = new ArrayList<>();

  private VocabularyFiles() {}

  /// Reads the files of the folder; what is wrong with them is noted.
  static ConfiguredWords read(List<Path> files, List<Fault> faults, Environment environment) {
    VocabularyFiles words = new VocabularyFiles();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (KNOWN.contains(name)) {
        YamlFile.read(file, faults, environment).ifPresent(top -> words.read(name, top));
      } else {
        faults.add(
            new Fault(
                file,
                1,
                1,
                "nobody reads this file; known: "
                    + String.join(", ", KNOWN)
                    + YamlMap.meant(name, KNOWN),
                ""));
      }
    }
    return new ConfiguredWords(
        words.skills, words.statutory, new Synonyms(words.synonyms), words.closingPhrases);
  }

  private void read(String name, YamlMap top) {
    if (top.integer("version", 1) != 1) {
      top.fault("version", "this program reads version 1 of a vocabulary");
    }
    switch (name) {
      case "closing-phrases.yaml" -> top.texts("phrases").forEach(phrase -> closing(top, phrase));
      case "skills.yaml" -> top.maps("skills").forEach(this::skill);
      case "statutory.yaml" -> {
        top.oneOf("country", List.of("DE"), "DE");
        top.maps("minimum_wage").forEach(this::minimumWage);
      }
      case "synonyms.yaml" -> groups(top);
      default -> throw new IllegalStateException("nobody reads " + name);
    }
    top.end();
  }

  /// One word would stand on too many pages of jobs that are open.
  private void closing(YamlMap top, String phrase) {
    if (phrase.strip().split("\\s+", -1).length < 2 || phrase.length() > 120) {
      top.fault(
          "phrases", "“" + phrase + "” is no phrase: two words or more, 120 characters at most");
    } else {
      closingPhrases.add(phrase);
    }
  }

  private void skill(YamlMap map) {
    String id = map.required("id");
    String label = map.text("label", id);
    List<String> words = map.texts("words");
    List<String> not = map.texts("not");
    if (!id.isEmpty() && !id.matches("[a-z][a-z0-9-]{0,60}")) {
      map.fault("id", "an id is lower case words, not “" + id + "”");
    }
    if (skills.stream().anyMatch(known -> known.id().equals(id))) {
      map.fault("id", "the skill “" + id + "” is given twice");
    }
    try {
      skills.add(Vocabulary.Word.plain(id, label, words, not));
    } catch (IllegalArgumentException wrong) {
      map.fault("words", String.valueOf(wrong.getMessage()));
    }
    map.end();
  }

  private void minimumWage(YamlMap map) {
    map.required("from");
    map.required("hour");
    map.required("minijob");
    Optional<LocalDate> from = map.read("from", Quantities::date);
    Optional<BigDecimal> hour = map.read("hour", VocabularyFiles::euros);
    Optional<BigDecimal> minijob = map.read("minijob", VocabularyFiles::euros);
    if (from.isPresent() && hour.isPresent() && minijob.isPresent()) {
      var values = new StatutoryPay.Values(hour.get(), minijob.get());
      if (statutory.putIfAbsent(from.get(), values) != null) {
        map.fault("from", "two values hold from " + from.get());
      }
    }
    map.end();
  }

  private static BigDecimal euros(String text) {
    if (!text.matches("[0-9]{1,6}(?:\\.[0-9]{1,2})?") || new BigDecimal(text).signum() == 0) {
      throw new IllegalArgumentException("found “" + text + "”, expected an amount such as 13.90");
    }
    return new BigDecimal(text);
  }

  private void groups(YamlMap top) {
    for (List<String> group : top.textLists("groups")) {
      if (group.size() < 2) {
        top.fault("groups", "a group needs at least two phrases, not " + group);
      } else if (group.stream().anyMatch(String::isBlank)) {
        top.fault("groups", "an empty phrase stands in the group " + group);
      } else {
        synonyms.add(group);
      }
    }
  }
}
