package stellwerk.indexer.query;

import java.util.List;

/// Ways to say the same, as configured: whoever asks for one phrase of a group also finds the
/// others. They widen questions only, so a change needs no new index.
///
/// @param groups phrases that mean the same; a phrase may stand in several groups
public record Synonyms(List<List<String>> groups) {
  public static final Synonyms NONE = new Synonyms(List.of());

  public Synonyms {
    groups = groups.stream().map(List::copyOf).toList();
  }
}
