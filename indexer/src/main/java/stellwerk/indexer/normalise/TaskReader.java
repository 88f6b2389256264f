package stellwerk.indexer.normalise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import stellwerk.indexer.posting.Fact;

/// Reads which of the three task families of the portal's article a job holds (`normalisation.md`
/// §3.8). Training people, and using AI, are none.
public final class TaskReader {
  private final WordList tasks;

  public TaskReader(Vocabulary vocabulary) {
    this.tasks = new WordList(vocabulary.tasks());
  }

  /// Ids, each once with its first words.
  public List<Fact.Known<String>> read(PostingText text) {
    Map<String, Fact.Known<String>> read = new LinkedHashMap<>();
    for (Sentence sentence :
        Sentences.of(
            text,
            kind ->
                kind == PostingText.Kind.TASKS
                    || kind == PostingText.Kind.EMPLOYER
                    || kind == PostingText.Kind.OTHER)) {
      for (Vocabulary.Word task : tasks.in(sentence)) {
        MatchResult found = sentence.find(task);
        if (found != null) {
          read.putIfAbsent(task.id(), new Fact.Known<>(task.id(), sentence.evidence(found)));
        }
      }
    }
    return List.copyOf(read.values());
  }
}
