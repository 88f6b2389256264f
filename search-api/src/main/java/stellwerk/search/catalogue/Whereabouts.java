package stellwerk.search.catalogue;

import java.util.Optional;

/// Knows where places lie.
@FunctionalInterface
public interface Whereabouts {
  /// Where a place or postal code lies; empty if it is not known.
  Optional<Point> find(String place);

  /// Degrees, WGS 84.
  record Point(double latitude, double longitude) {
    public Point {
      if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
        throw new IllegalArgumentException("not on Earth: " + latitude + ", " + longitude);
      }
    }
  }
}
