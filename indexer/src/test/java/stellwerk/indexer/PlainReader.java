package stellwerk.indexer;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.About;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Terms;
import stellwerk.indexer.posting.VacancyId;

/// Reads what is written plainly: title, employer, dates and description as they stand.
public final class PlainReader implements PostingReader {
  public static RawPosting.Builder raw(String site, String key) {
    return RawPosting.at(
        new SiteId(site), key, URI.create("https://" + site + ".example/jobs/" + key));
  }

  public static RawPosting raw(String site, String key, String title) {
    return raw(site, key).structured(RawField.TITLE, title, "json title").build();
  }

  @Override
  public RawPosting redact(RawPosting raw) {
    return raw;
  }

  @Override
  public Posting read(
      RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today) {
    Fact<String> title = fact(raw, RawField.TITLE);
    if (title.known().filter("?"::equals).isPresent()) {
      throw new IllegalArgumentException("a title of one question mark");
    }
    return new Posting(
        id,
        raw.site(),
        raw.key(),
        raw.url(),
        vacancy,
        title,
        map(fact(raw, RawField.EMPLOYER), name -> new Employer(name, null)),
        List.of(),
        Fact.unstated(),
        Fact.unstated(),
        List.of(),
        List.of(),
        Fact.unstated(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Terms.unstated(),
        About.unstated(),
        Fact.unstated(),
        map(fact(raw, RawField.DATE_POSTED), LocalDate::parse),
        map(fact(raw, RawField.VALID_THROUGH), LocalDate::parse),
        fact(raw, RawField.DESCRIPTION),
        Fact.unstated(),
        Set.of(),
        lifespan);
  }

  private static Fact<String> fact(RawPosting raw, RawField field) {
    return raw.first(field)
        .map(words -> Fact.known(words.text(), Evidence.structured(words.text(), words.at())))
        .orElse(Fact.unstated());
  }

  private static <A, B> Fact<B> map(Fact<A> fact, java.util.function.Function<A, B> to) {
    return switch (fact) {
      case Fact.Known<A>(A value, Evidence evidence) -> Fact.known(to.apply(value), evidence);
      case Fact.Unreadable<A>(Evidence evidence) -> Fact.unreadable(evidence);
      case Fact.Unstated<A> _ -> Fact.unstated();
    };
  }
}
