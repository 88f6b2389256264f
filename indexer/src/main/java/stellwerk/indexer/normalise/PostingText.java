package stellwerk.indexer.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of a posting, prepared once for all readers of one posting. Not thread-safe: it
/// remembers how its sentences were cut.
public final class PostingText {
  private final String title;
  private final String description;
  private final List<Passage> passages;
  private final String language;
  private @Nullable List<Sentence> sentences;
  private @Nullable SearchText searched;

  /// What a stretch of the description is about.
  ///
  /// @param from first character, inclusive
  /// @param to last character, exclusive
  public record Passage(Kind kind, String heading, int from, int to) {}

  /// Kinds of passages (`normalisation.md` §3.1).
  public enum Kind {
    EMPLOYER,
    TASKS,
    REQUIREMENTS,
    OFFER,
    PROCESS,
    OTHER
  }

  /// Words as the readers get them.
  ///
  /// @param title plain text in one line
  /// @param description plain text; one line for each block or bullet (bullets begin with "• ")
  /// @param passages in order, without gaps, over the description
  /// @param language of the text, ISO 639-1; empty if it cannot be told
  public PostingText(String title, String description, List<Passage> passages, String language) {
    this.title = title;
    this.description = description;
    this.passages = List.copyOf(passages);
    this.language = language;
  }

  /// The title, in one line.
  public String title() {
    return title;
  }

  /// The description, one line for each block or bullet.
  public String description() {
    return description;
  }

  /// The stretches of the description, in order and without gaps.
  public List<Passage> passages() {
    return passages;
  }

  /// ISO 639-1; empty if it cannot be told.
  public String language() {
    return language;
  }

  /// The sentences of all passages: cut once, for several readers ask for them.
  List<Sentence> sentences() {
    List<Sentence> cut = sentences;
    if (cut == null) {
      cut = Sentences.cut(this);
      sentences = cut;
    }
    return cut;
  }

  /// The description as all readers search it.
  SearchText searched() {
    SearchText known = searched;
    if (known == null) {
      known = new SearchText(description);
      searched = known;
    }
    return known;
  }

  /// The words of a stretch of the description, which are searched together with all others.
  public Words parted(int from, int to) {
    return new Words(new SearchText.Span(searched(), from, description.substring(from, to)));
  }

  /// The words of a passage.
  public String words(Passage passage) {
    return description.substring(passage.from(), passage.to());
  }
}
