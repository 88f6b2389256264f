package stellwerk.indexer.posting;

import java.util.Optional;

/// One normalised value, or the reason there is none. In JSON both reasons are `null`; an
/// unreadable one still shows its quote.
public sealed interface Fact<T> {
  /// A value and the words it was read from.
  record Known<T>(T value, Evidence evidence) implements Fact<T> {}

  /// Words were there, but no value could be read from them.
  record Unreadable<T>(Evidence evidence) implements Fact<T> {}

  /// Nothing was said; never 0, never a guess.
  record Unstated<T>() implements Fact<T> {}

  static <T> Fact<T> known(T value, Evidence evidence) {
    return new Known<>(value, evidence);
  }

  static <T> Fact<T> unreadable(Evidence evidence) {
    return new Unreadable<>(evidence);
  }

  static <T> Fact<T> unstated() {
    return new Unstated<>();
  }

  /// The value, if there is one.
  default Optional<T> known() {
    return switch (this) {
      case Known<T>(T value, _) -> Optional.of(value);
      case Unreadable<T> _, Unstated<T> _ -> Optional.empty();
    };
  }

  /// The words, if there were any.
  default Optional<Evidence> quoted() {
    return switch (this) {
      case Known<T>(_, Evidence evidence) -> Optional.of(evidence);
      case Unreadable<T>(Evidence evidence) -> Optional.of(evidence);
      case Unstated<T> _ -> Optional.empty();
    };
  }
}
