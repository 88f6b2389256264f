package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.EMPLOYER;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;

/// A site's identity is proven: slugs collide between companies, so the name in the answer must
/// share a word with the configured one.
final class Company {
  private static final Set<String> NO_NAMES =
      Set.of(
          "gmbh",
          "ag",
          "se",
          "kg",
          "co",
          "inc",
          "ltd",
          "llc",
          "ug",
          "mbh",
          "group",
          "gruppe",
          "holding",
          "the",
          "und",
          "and",
          "deutschland",
          "germany",
          "plc",
          "corp",
          "company",
          "kgaa");

  private Company() {}

  /// Answers that all names in an answer are another company's; empty if one fits, or if the answer
  /// or the configuration names none.
  static Optional<NotThePage> contradiction(Site site, List<String> names) {
    Optional<String> company = site.company();
    if (company.isEmpty() || names.isEmpty()) {
      return Optional.empty();
    }
    Set<String> own = words(company.get());
    boolean fits =
        own.isEmpty()
            || names.stream()
                .anyMatch(name -> {
                  Set<String> others = words(name);
                  return others.stream().anyMatch(own::contains)
                      || String.join("", others).equals(String.join("", own));
                });
    return fits
        ? Optional.empty()
        : Optional.of(
            new NotThePage(
                Harvest.Problem.OTHER_COMPANY,
                "the answer names " + names.getFirst() + ", not " + company.get()));
  }

  /// The configured company as employer, where the answer names none.
  static void add(RawPosting.Builder posting, Site site) {
    posting.structured(
        EMPLOYER,
        site.company().orElse(site.name()),
        site.company().isPresent() ? "site options.company" : "site name");
  }

  private static Set<String> words(String name) {
    Set<String> words =
        new HashSet<>(
            Arrays.asList(name.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{N}]+", -1)));
    words.removeAll(NO_NAMES);
    words.remove("");
    return words;
  }
}
