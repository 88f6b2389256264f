package stellwerk.app.wiring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.occupation.Occupation;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.query.Filter;
import stellwerk.search.catalogue.Claim;
import stellwerk.search.catalogue.IssueTerms;
import stellwerk.search.catalogue.OccupationView;

/// Occupations as configured, as the face shows them.
final class OccupationViews {
  private OccupationViews() {}

  static OccupationView of(Occupation occupation) {
    Map<String, String> softSkills = new LinkedHashMap<>();
    occupation.softSkills().forEach((id, skill) -> softSkills.put(id, skill.label()));
    return new OccupationView(
        occupation.id(),
        occupation.title(),
        occupation.heading(),
        occupation.tiers(),
        occupation.tasks(),
        softSkills,
        filters(occupation.filters()),
        occupation.related(),
        Math.clamp(occupation.section().limit(), 1, 20),
        occupation.section().moreUrl(),
        occupation.section().newsletterUrl(),
        issues(occupation.issue()),
        occupation.claims().stream().map(OccupationViews::claim).toList());
  }

  private static Claim claim(Occupation.Claim claim) {
    return new Claim(
        claim.tier(),
        Pay.Unit.valueOf(claim.unit()),
        amount(claim.min()),
        amount(claim.max()),
        claim.minimumWagePlus(),
        claim.text());
  }

  private static @Nullable BigDecimal amount(@Nullable Integer euros) {
    return euros == null ? null : BigDecimal.valueOf(euros);
  }

  private static @Nullable IssueTerms issues(Occupation.Issue issue) {
    LocalDate anchor = issue.anchor();
    return anchor == null || issue.imprint().isBlank()
        ? null
        : new IssueTerms(anchor, issue.maxItems(), issue.imprint());
  }

  private static List<Filter> filters(Occupation.Filters configured) {
    List<Filter> filters = new ArrayList<>();
    Optional.ofNullable(configured.country())
        .ifPresent(country -> filters.add(new Filter.Country(country)));
    if (!configured.languages().isEmpty()) {
      filters.add(new Filter.AnyOf(Filter.Field.LANGUAGE, configured.languages()));
    }
    if (!configured.eligibility().isEmpty()) {
      filters.add(new Filter.AnyOf(Filter.Field.ELIGIBILITY, configured.eligibility()));
    }
    return filters;
  }
}
