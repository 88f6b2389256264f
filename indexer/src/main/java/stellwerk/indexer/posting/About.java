package stellwerk.indexer.posting;

/// What a posting says about who offers the job.
///
/// @param sector one of the ids of `normalise/sectors.tsv`
public record About(
    Fact<CompanySize> companySize, Fact<String> sector, Fact<Intermediary> intermediary) {
  /// A posting that says nothing of it.
  public static About unstated() {
    return new About(Fact.unstated(), Fact.unstated(), Fact.unstated());
  }
}
