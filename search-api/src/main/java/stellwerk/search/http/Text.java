package stellwerk.search.http;

/// A sentence for people, in both languages that we speak.
public record Text(String german, String english) {
  /// Which one to use.
  public enum Language {
    GERMAN,
    ENGLISH
  }

  public String in(Language language) {
    return switch (language) {
      case GERMAN -> german;
      case ENGLISH -> english;
    };
  }
}
