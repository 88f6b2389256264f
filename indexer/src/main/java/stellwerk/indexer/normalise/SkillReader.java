package stellwerk.indexer.normalise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import stellwerk.indexer.posting.Fact;

/// Reads the tools and fields of work that a posting names in its tasks and requirements.
public final class SkillReader {
  private final WordList words;

  public SkillReader(Vocabulary vocabulary) {
    this.words =
        new WordList(
            Stream.concat(vocabulary.skills().stream(), vocabulary.subjects().stream()).toList());
  }

  /// Ids, each once with its first words.
  public List<Fact.Known<String>> read(PostingText text) {
    Map<String, Fact.Known<String>> read = new LinkedHashMap<>();
    for (Sentence sentence :
        Sentences.of(
            text,
            kind ->
                kind == PostingText.Kind.REQUIREMENTS
                    || kind == PostingText.Kind.TASKS
                    || kind == PostingText.Kind.OTHER)) {
      for (Vocabulary.Word skill : words.in(sentence)) {
        MatchResult found = sentence.find(skill);
        if (found != null && sentence.wishAt(found.start()) != Wish.WAIVED) {
          read.putIfAbsent(skill.id(), new Fact.Known<>(skill.id(), sentence.evidence(found)));
        }
      }
    }
    return List.copyOf(read.values());
  }
}
