package stellwerk.app.wiring;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import stellwerk.app.config.Configuration;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.evaluate.AnnualEvaluation;
import stellwerk.indexer.evaluate.Evaluation;
import stellwerk.indexer.evaluate.FieldEvaluation;
import stellwerk.indexer.evaluate.Figures;
import stellwerk.indexer.evaluate.GoldRow;
import stellwerk.indexer.evaluate.PairEvaluation;
import stellwerk.indexer.evaluate.PayEvaluation;
import stellwerk.indexer.evaluate.RequirementEvaluation;
import stellwerk.indexer.evaluate.RoleEvaluation;
import stellwerk.indexer.normalise.Gazetteer;
import stellwerk.indexer.normalise.PayReader;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.occupation.OccupationClassifier;

/// Compares the readers with labelled rows, without store, index or network.
public final class Evaluations {
  /// Of which rows there are.
  public static final List<String> KINDS =
      List.of("pay", "annualise", "role", "requirements", "fields", "dedup");

  private final Configuration.Reading configured;

  private Evaluations(Configuration.Reading configured) {
    this.configured = configured;
  }

  /// With the occupations beside a configuration.
  public static Evaluations reading(Path configuration) {
    return new Evaluations(Configuration.readingBeside(configuration));
  }

  /// Reads all rows and counts.
  ///
  /// @param day as on which values with a date are read, and from which "vor 3 Tagen" counts
  /// @throws IllegalArgumentException if there is no such kind, or no occupation that a role could
  ///   be compared with
  public Figures figures(String kind, List<GoldRow> rows, LocalDate day) {
    return figures(kind, rows, Map.of(), day);
  }

  /// Reads all rows and counts.
  ///
  /// @param texts bodies of postings by the `ref` that rows of the kind `dedup` name them by
  /// @param day as on which values with a date are read, and from which "vor 3 Tagen" counts
  /// @throws IllegalArgumentException if there is no such kind, no occupation that a role could be
  ///   compared with, or no text for a row
  public Figures figures(
      String kind, List<GoldRow> rows, Map<String, String> texts, LocalDate day) {
    return Figures.of(evaluation(kind, rows, texts, day));
  }

  private Evaluation evaluation(
      String kind, List<GoldRow> rows, Map<String, String> texts, LocalDate day) {
    return switch (kind) {
      case "pay" -> new PayEvaluation(new PayReader(), day).evaluate(rows);
      case "annualise" -> new AnnualEvaluation(new PayReader(), day).evaluate(rows);
      case "requirements" -> new RequirementEvaluation(Vocabulary.shipped()).evaluate(rows);
      case "fields" ->
          new FieldEvaluation(Readers.normaliser(Gazetteer.load(), configured), day).evaluate(rows);
      case "dedup" ->
          new PairEvaluation(
                  Readers.normaliser(Gazetteer.load(), configured),
                  new Signer(new TitleReader(Vocabulary.shipped())),
                  texts,
                  day)
              .evaluate(rows);
      case "role" ->
          configured.occupations().stream()
              .findFirst()
              .map(OccupationClassifier::new)
              .map(classifier ->
                  new RoleEvaluation(classifier, new TitleReader(Vocabulary.shipped())))
              .map(evaluation -> evaluation.evaluate(rows))
              .orElseThrow(() ->
                  new IllegalArgumentException("there is no occupation beside the configuration"));
      default ->
          throw new IllegalArgumentException(
              "there is no kind “" + kind + "”; known: " + String.join(", ", KINDS));
    };
  }
}
