package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.EMPLOYER;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.Words;
import stellwerk.crawler.verdict.Proof;

/// The feed that SAP SuccessFactors' career pages keep for Google: `https://{host}/googlefeed.xml`
/// (`sites.md` §4.9). Endpoint form seen in public client code. A feed like any other, but for the
/// employer it names, which is often a generic word: the configured company goes before it.
final class SuccessFactors implements Adapter {
  private final Feed feed = new Feed();

  @Override
  public String kind() {
    return "successfactors";
  }

  @Override
  public Set<String> options() {
    return Set.of("host");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("host");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site, Purpose.FEED, () -> "https://" + Slug.of(site, "host") + "/googlefeed.xml");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return "/googlefeed.xml".equals(address.getPath()) && !PlaceName.host(address).isEmpty()
        ? Optional.of(
            SiteProposal.known(
                kind(),
                PlaceName.host(address),
                Options.of("host", PlaceName.host(address)),
                "the address of a SuccessFactors feed"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (feed.read(site, page)) {
      case Harvest.NotThePage problem -> problem;
      case Harvest.Read read ->
          Harvest.Read.of(
              read.postings().stream().map(posting -> employed(site, posting)).toList(),
              read.quarantined());
    };
  }

  private static RawPosting employed(Site site, RawPosting posting) {
    if (site.company().isEmpty()) {
      return posting;
    }
    Words company = new Words(site.company().get(), "site options.company", true);
    List<Words> employers = new ArrayList<>(List.of(company));
    posting.all(EMPLOYER).stream()
        .filter(words -> !words.text().equals(company.text()))
        .forEach(employers::add);
    Map<RawField, List<Words>> fields = new EnumMap<>(RawField.class);
    fields.putAll(posting.fields());
    fields.put(EMPLOYER, employers);
    return new RawPosting(
        posting.site(), posting.key(), posting.url(), fields, posting.places(), posting.pays());
  }
}
