package stellwerk.search.export;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stellwerk.search.catalogue.Listing;

/// One column of bulk files, as the dictionary describes it.
///
/// @param label German heading
/// @param unit of a number; null if it has none
/// @param values the closed list; empty if any value may stand there
/// @param getter answers null for "not stated"
public record Column(
    String name,
    String label,
    Type type,
    @Nullable String unit,
    String description,
    String example,
    List<String> values,
    Function<Listing.Entry, @Nullable Object> getter) {
  /// Kinds of values; a list holds texts.
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    DATE,
    DATETIME,
    LIST;

    /// The name in the dictionary.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Column {
    values = List.copyOf(values);
  }

  public @Nullable Object of(Listing.Entry row) {
    return getter.apply(row);
  }
}
