package stellwerk.crawler.adapter.kind;

import java.util.List;
import java.util.Optional;
import stellwerk.crawler.adapter.Adapter;

/// The table of contents: every kind of site that is known, one line each.
public final class Adapters {
  private static final List<Adapter> ALL =
      List.of(
          new Personio(),
          new Ashby(),
          new Arbeitnow(),
          new Greenhouse(),
          new Lever(),
          new SmartRecruiters(),
          new Recruitee(),
          new Workable(),
          new Teamtailor(),
          new Workday(),
          new Softgarden(),
          new Join(),
          new Dvinci(),
          new BambooHr(),
          new Feed(),
          new Selectors(),
          new JsonLd(),
          // the national service, further employers' systems, platforms and affiliates
          new Bundesagentur(),
          new SuccessFactors(),
          new Rexx(),
          new Onlyfy(),
          new Bite(),
          new Umantis(),
          new Beesite(),
          new Mercor(),
          new Alignerr(),
          new Micro1(),
          new Adzuna(),
          new Jooble());

  private Adapters() {}

  public static List<Adapter> all() {
    return ALL;
  }

  public static Optional<Adapter> of(String kind) {
    return ALL.stream().filter(adapter -> adapter.kind().equals(kind)).findFirst();
  }
}
