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
/// @param closingPhrases words on a posting's page that say that its job is closed
public record ConfiguredWords(
    List<Vocabulary.Word> skills,
    Map<LocalDate, StatutoryPay.Values> statutory,
    Synonyms synonyms,
    List<String> closingPhrases) {
  /// Nothing added.
  public static final ConfiguredWords NONE =
      new ConfiguredWords(List.of(), Map.of(), Synonyms.NONE, List.of());

  public ConfiguredWords {
    skills = List.copyOf(skills);
    statutory = Map.copyOf(statutory);
    closingPhrases = List.copyOf(closingPhrases);
  }
}
