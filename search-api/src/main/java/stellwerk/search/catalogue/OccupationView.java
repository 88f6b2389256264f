package stellwerk.search.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.query.Filter;

/// An occupation as readers see it.
///
/// @param title `KI-Trainer`
/// @param heading of the section
/// @param tiers labels by id, in order
/// @param tasks labels by id, in order
/// @param softSkills labels by id, in order
/// @param filters that always apply to a search in it
/// @param related ids of its neighbours
/// @param sectionLimit how many jobs its section shows unless asked otherwise
/// @param moreUrl the portal's page with all of them; null if there is none
/// @param newsletterUrl null if there is none
/// @param issueTerms null if it has no 14-day issue
/// @param claims of the article, in its order
public record OccupationView(
    String id,
    String title,
    String heading,
    Map<String, String> tiers,
    Map<String, String> tasks,
    Map<String, String> softSkills,
    List<Filter> filters,
    List<String> related,
    int sectionLimit,
    @Nullable String moreUrl,
    @Nullable String newsletterUrl,
    @Nullable IssueTerms issueTerms,
    List<Claim> claims) {
  public OccupationView {
    tiers = inOrder(tiers);
    tasks = inOrder(tasks);
    softSkills = inOrder(softSkills);
    filters = List.copyOf(filters);
    related = List.copyOf(related);
    claims = List.copyOf(claims);
    if (sectionLimit < 1 || sectionLimit > 20) {
      throw new IllegalArgumentException("a section shows 1 to 20 jobs, not: " + sectionLimit);
    }
  }

  private static Map<String, String> inOrder(Map<String, String> labels) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  public Optional<String> more() {
    return Optional.ofNullable(moreUrl);
  }

  /// What a search must ask to find this occupation's postings, and nothing else.
  public List<Filter> membership() {
    List<Filter> all = new ArrayList<>();
    all.add(new Filter.AnyOf(Filter.Field.OCCUPATION, Set.of(id)));
    all.addAll(filters);
    return all;
  }

  public Optional<IssueTerms> issues() {
    return Optional.ofNullable(issueTerms);
  }

  public Optional<String> newsletter() {
    return Optional.ofNullable(newsletterUrl);
  }
}
