package stellwerk.app.wiring;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.Gazetteer;
import stellwerk.search.catalogue.Whereabouts;

/// Finds places in the gazetteer that postings are read with.
final class GazetteerWhereabouts implements Whereabouts {
  private final Supplier<Gazetteer> gazetteer;

  GazetteerWhereabouts(Supplier<Gazetteer> gazetteer) {
    this.gazetteer = gazetteer;
  }

  @Override
  public Optional<Point> find(String place) {
    return gazetteer.get().find(place).flatMap(found -> point(found.latitude(), found.longitude()));
  }

  private static Optional<Point> point(@Nullable Double latitude, @Nullable Double longitude) {
    return latitude == null || longitude == null
        ? Optional.empty()
        : Optional.of(new Point(latitude, longitude));
  }
}
