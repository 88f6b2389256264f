package stellwerk.indexer.posting;

import org.jspecify.annotations.Nullable;

/// Where a job is done. Every part is null where it is not known.
///
/// @param city official name
/// @param region ISO 3166-2, such as `DE-BE`
/// @param country ISO 3166-1 alpha-2
/// @param latitude degrees, WGS 84
public record Place(
    @Nullable String city,
    @Nullable String postalCode,
    @Nullable String region,
    @Nullable String country,
    @Nullable Double latitude,
    @Nullable Double longitude) {
  public Place {
    if (city == null && postalCode == null && region == null && country == null) {
      throw new IllegalArgumentException("a place that says nothing is not stated");
    }
  }
}
