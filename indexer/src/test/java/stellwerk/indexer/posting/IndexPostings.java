package stellwerk.indexer.posting;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.Evidence.Confidence;

/// Builds postings for the tests of the index: an id, a title, and what a test wants to be known.
public final class IndexPostings {
  public static final Instant SEEN = Instant.parse("2026-11-20T09:00:00Z");

  private final String id;
  private String vacancy;
  private String site = "beispielboerse";
  private Fact<String> title = Fact.unstated();
  private Fact<Employer> employer = Fact.unstated();
  private final List<Fact.Known<Place>> locations = new ArrayList<>();
  private Fact<Remote> remote = Fact.unstated();
  private Fact<Eligibility> eligibility = Fact.unstated();
  private final List<Fact.Known<WorkingTime>> workingTime = new ArrayList<>();
  private final List<Fact.Known<Contract>> contract = new ArrayList<>();
  private Fact<Pay> pay = Fact.unstated();
  private final List<Fact.Known<String>> tasks = new ArrayList<>();
  private final List<Fact.Known<String>> skills = new ArrayList<>();
  private final List<Fact.Known<String>> softSkills = new ArrayList<>();
  private final List<Fact.Known<Requirement>> requirements = new ArrayList<>();
  private Fact<Locale> language = Fact.unstated();
  private Fact<LocalDate> posted = Fact.unstated();
  private Fact<String> description = Fact.unstated();
  private Fact<Membership> membership = Fact.unstated();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private Instant firstSeen = SEEN;

  private IndexPostings(String id) {
    this.id = "j_" + id;
    this.vacancy = "v_" + id;
  }

  /// A posting of which nothing is known but its id.
  public static IndexPostings bare(String id) {
    return new IndexPostings(id);
  }

  public static IndexPostings titled(String id, String title) {
    return bare(id).title(title);
  }

  public IndexPostings title(String words) {
    title = known(words);
    return this;
  }

  public IndexPostings text(String words) {
    description = known(words);
    return this;
  }

  public IndexPostings vacancy(String name) {
    vacancy = "v_" + name;
    return this;
  }

  public IndexPostings site(String name) {
    site = name;
    return this;
  }

  public IndexPostings employer(String name) {
    employer = known(new Employer(name, null));
    return this;
  }

  public IndexPostings place(
      @Nullable String city,
      @Nullable String region,
      @Nullable String country,
      @Nullable Double latitude,
      @Nullable Double longitude) {
    locations.add(known(new Place(city, null, region, country, latitude, longitude)));
    return this;
  }

  public IndexPostings remote(Remote where) {
    remote = known(where);
    return this;
  }

  public IndexPostings eligible(Eligibility.Answer germany, String... countries) {
    eligibility = known(new Eligibility(germany, Set.of(countries)));
    return this;
  }

  public IndexPostings workingTime(WorkingTime... values) {
    for (WorkingTime value : values) {
      workingTime.add(known(value));
    }
    return this;
  }

  public IndexPostings contract(Contract... values) {
    for (Contract value : values) {
      contract.add(known(value));
    }
    return this;
  }

  public IndexPostings skills(String... values) {
    for (String value : values) {
      skills.add(known(value));
    }
    return this;
  }

  public IndexPostings softSkills(String... values) {
    for (String value : values) {
      softSkills.add(known(value));
    }
    return this;
  }

  public IndexPostings tasks(String... values) {
    for (String value : values) {
      tasks.add(known(value));
    }
    return this;
  }

  public IndexPostings requires(Requirement requirement) {
    requirements.add(known(requirement));
    return this;
  }

  public IndexPostings language(String tag) {
    language = known(Locale.forLanguageTag(tag));
    return this;
  }

  public IndexPostings posted(String day) {
    posted = known(LocalDate.parse(day));
    return this;
  }

  public IndexPostings firstSeen(Instant at) {
    firstSeen = at;
    return this;
  }

  public IndexPostings member(String occupation, String tier) {
    membership = known(new Membership(occupation, tier));
    return this;
  }

  public IndexPostings flag(Flag flag) {
    flags.add(flag);
    return this;
  }

  public IndexPostings pay(Pay offer) {
    pay = known(offer);
    return this;
  }

  /// Stated gross pay in euros.
  public IndexPostings pay(Pay.Unit unit, long min, long max) {
    return pay(offer(unit, min, max, "EUR", Pay.Basis.STATED, Pay.UnitBasis.STATED, true, null));
  }

  /// An offer in every particular that filters look at.
  public static Pay offer(
      Pay.Unit unit,
      long min,
      long max,
      String currency,
      Pay.Basis basis,
      Pay.UnitBasis unitBasis,
      @Nullable Boolean gross,
      Pay.@Nullable Annual annual) {
    return new Pay(
        BigDecimal.valueOf(min),
        BigDecimal.valueOf(max),
        currency,
        unit,
        unitBasis,
        null,
        gross,
        null,
        null,
        null,
        basis,
        false,
        false,
        annual,
        List.of(),
        List.of());
  }

  public Posting build() {
    return new Posting(
        new PostingId(id),
        new SiteId(site),
        id,
        URI.create("https://jobs.example/" + id),
        new VacancyId(vacancy),
        title,
        employer,
        locations,
        remote,
        eligibility,
        workingTime,
        contract,
        pay,
        tasks,
        skills,
        softSkills,
        requirements,
        List.of(),
        Terms.unstated(),
        About.unstated(),
        language,
        posted,
        Fact.unstated(),
        description,
        membership,
        flags,
        new Lifespan(firstSeen, firstSeen, firstSeen, null, null, 0));
  }

  private static <T> Fact.Known<T> known(T value) {
    return new Fact.Known<>(value, Evidence.text("quote", Confidence.HIGH, "title"));
  }
}
