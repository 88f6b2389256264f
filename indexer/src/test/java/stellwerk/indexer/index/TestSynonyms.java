package stellwerk.indexer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stellwerk.indexer.query.Synonyms;

/// The synonyms of the first occupation, as its file will hold them.
final class TestSynonyms {
  static final Synonyms KI_TRAINER =
      new Synonyms(
          List.of(
              List.of(
                  "KI-Trainer",
                  "AI Trainer",
                  "Trainer für Künstliche Intelligenz",
                  "KI-Trainer:in"),
              List.of("KI", "AI", "Künstliche Intelligenz", "Artificial Intelligence"),
              List.of(
                  "Datenannotation", "Daten annotieren", "Data Annotation", "Annotation von Daten"),
              List.of("Clickworker", "Click Worker"),
              List.of("Homeoffice", "Home Office", "Home-Office")));

  private TestSynonyms() {}

  /// Those that come with the program.
  static Synonyms shipped() throws IOException {
    Path file =
        Path.of(
            System.getProperty("stellwerk.root", ".."), "config", "vocabulary", "synonyms.yaml");
    return new Synonyms(
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("  - ["))
            .map(line -> List.of(line.substring(5, line.indexOf(']')).split(", ")))
            .toList());
  }
}
