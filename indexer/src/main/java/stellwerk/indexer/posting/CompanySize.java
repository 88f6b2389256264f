package stellwerk.indexer.posting;

import org.jspecify.annotations.Nullable;

/// How many people work for the employer: "über 500" has no max, "bis zu 50" no min.
public record CompanySize(@Nullable Integer min, @Nullable Integer max) {
  public CompanySize {
    if (min == null && max == null) {
      throw new IllegalArgumentException("a size without a number is not stated");
    }
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException("the size runs from " + min + " to " + max);
    }
  }

  /// The band, with the edges of the EU's recommendation 2003/361/EC.
  public String band() {
    int size = min != null ? min : max != null ? max : 0;
    if (size >= 1000) {
      return "1000+";
    }
    return size >= 250 ? "250-999" : size >= 50 ? "50-249" : size >= 10 ? "10-49" : "1-9";
  }
}
