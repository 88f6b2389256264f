package stellwerk.app.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import stellwerk.indexer.normalise.StatutoryPay;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.query.Synonyms;

/// What operators added to the words that come with the program (`config/vocabulary/`).
///
/// @param skills further skills, or further words of a known one
/// @param statutory minimum wage and Minijob limit by the day from which they hold
/// @param synonyms ways to say the same when somebody searches
public record ConfiguredWords(
    List<Vocabulary.Word> skills,
    Map<LocalDate, StatutoryPay.Values> statutory,
    Synonyms synonyms) {
  /// Nothing added.
  public static final ConfiguredWords NONE =
      new ConfiguredWords(List.of(), Map.of(), Synonyms.NONE);

  public ConfiguredWords {
    skills = List.copyOf(skills);
    statutory = Map.copyOf(statutory);
  }
}
