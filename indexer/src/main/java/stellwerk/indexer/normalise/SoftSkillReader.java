package stellwerk.indexer.normalise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import stellwerk.indexer.posting.Fact;

/// Reads soft skills (`normalisation.md` §3.7), only from what is asked for: "viel
/// Eigenverantwortung" as an offer is none. One that is waived is dropped.
public final class SoftSkillReader {
  private final WordList skills;

  public SoftSkillReader(Vocabulary vocabulary) {
    this.skills = new WordList(vocabulary.softSkills());
  }

  /// Ids, each once with its first words.
  public List<Fact.Known<String>> read(PostingText text) {
    Map<String, Fact.Known<String>> read = new LinkedHashMap<>();
    for (Sentence sentence :
        Sentences.of(
            text,
            kind -> kind == PostingText.Kind.REQUIREMENTS || kind == PostingText.Kind.OTHER)) {
      for (Vocabulary.Word skill : skills.in(sentence)) {
        MatchResult found = sentence.find(skill);
        if (found != null && sentence.wishAt(found.start()) != Wish.WAIVED) {
          read.putIfAbsent(skill.id(), new Fact.Known<>(skill.id(), sentence.evidence(found)));
        }
      }
    }
    return List.copyOf(read.values());
  }
}
