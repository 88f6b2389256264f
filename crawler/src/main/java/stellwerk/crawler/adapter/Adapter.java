package stellwerk.crawler.adapter;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;

/// Knows how one kind of site speaks. Pure: no network, no clock, no state; the same page always
/// gives the same harvest.
public interface Adapter {
  /// The name in a site's file (`kind:`), and the folder of the fixtures.
  String kind();

  /// Raised when the same page would be read differently, so that remembered answers are read
  /// again.
  default int version() {
    return 1;
  }

  /// The options this kind knows besides `company`, `language` and `api_version`; an unknown one
  /// stops the start.
  Set<String> options();

  /// Those of [#options()] without which nothing can be asked.
  default Set<String> requiredOptions() {
    return Set.of();
  }

  /// The strongest proof of completeness that a crawl of this site can bring.
  Proof proof(Site site);

  /// What to ask first.
  ///
  /// @throws IllegalArgumentException if an option does not fit, naming it
  List<Request> start(Site site);

  /// Reads a page that came for one of its requests.
  Harvest read(Site site, Fetched.Page page);

  /// What to ask instead when one of its requests answered "gone" and that is an answer, too: no
  /// robots file means the usual place of the sitemap.
  default List<Request> instead(Site site, Fetched.Gone gone) {
    return List.of();
  }

  /// What a list said of the posting that a request asks about, to stand in for an answer that is
  /// kept back; empty if that is too little to be a posting.
  default Optional<RawPosting> listed(Site site, Request request) {
    return Optional.empty();
  }

  /// Whether a page that nobody asked for looks like this kind's, for `stellwerk read`.
  default boolean recognises(Fetched.Page page) {
    return false;
  }

  /// How a place of this kind would be configured, if an address alone says that it is one, for
  /// `stellwerk site probe`.
  default Optional<SiteProposal> propose(URI address) {
    return Optional.empty();
  }
}
