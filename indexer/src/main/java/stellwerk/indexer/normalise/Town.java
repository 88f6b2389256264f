package stellwerk.indexer.normalise;

import stellwerk.indexer.posting.Place;

/// A town or a district of one, as the gazetteer knows it.
///
/// @param parent the town that a district belongs to; empty for a town
/// @param weight number of postal codes, which stands for size
record Town(
    String country,
    String region,
    String name,
    String parent,
    int weight,
    double latitude,
    double longitude) {

  /// The name of the town: a district is shown as its town.
  String city() {
    return parent.isEmpty() ? name : parent;
  }

  Place place() {
    return new Place(city(), null, region, country, latitude, longitude);
  }

  /// Distance in kilometres, good enough within Central Europe.
  double kilometresTo(Town other) {
    double north = (latitude - other.latitude) * 111.2;
    double east = (longitude - other.longitude) * 111.2 * Math.cos(Math.toRadians(latitude));
    return Math.hypot(north, east);
  }
}
