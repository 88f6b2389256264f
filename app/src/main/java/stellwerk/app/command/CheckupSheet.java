package stellwerk.app.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.app.wiring.Checkup;
import stellwerk.crawler.SiteDoctor.Look;
import stellwerk.crawler.SiteProbe;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.SelectorMatch;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.Site;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Requirement;

/// An examination of a site for operators: every answer, every field with its origin, the words and
/// what they were read as, every miss with what was probably meant.
final class CheckupSheet {
  private static final int LONGEST = 90;
  private static final int MOST_LOOKS = 12;

  private final Checkup checkup;
  private final List<String> lines = new ArrayList<>();

  private CheckupSheet(Checkup checkup) {
    this.checkup = checkup;
  }

  /// The sheet.
  ///
  /// @param show postings to show whole
  /// @param selectors whether to show the selectors that match, too
  static List<String> lines(Checkup checkup, int show, boolean selectors) {
    return new CheckupSheet(checkup).all(show, selectors);
  }

  private List<String> all(int show, boolean selectors) {
    List<Look> looks = checkup.examination().looks();
    looks.stream().limit(MOST_LOOKS).forEach(this::answer);
    if (looks.size() > MOST_LOOKS) {
      lines.add("… and " + (looks.size() - MOST_LOOKS) + " more");
    }
    for (Finding finding : checkup.findings()) {
      lines.add("  " + lower(finding.source()) + ": " + finding.said());
    }
    checkup.readings().stream().limit(show).forEach(this::posting);
    matches(looks, selectors);
    return lines;
  }

  private void answer(Look look) {
    String robots =
        switch (look.fetched()) {
          case Fetched.Page _ -> " · robots ok · no TDM reservation";
          case Fetched.Refused _, Fetched.Gone _, Fetched.Failed _, Fetched.Unchanged _ -> "";
        };
    lines.add(
        "GET " + look.fetched().request().url() + "   " + SiteProbe.words(look.fetched()) + robots);
    switch (look.harvest()) {
      case Harvest.NotThePage(Harvest.Problem problem, String detail) ->
          lines.add("  ✗ not the page: " + problem + ", " + detail);
      case Harvest.Read read -> {
        lines.add(
            "  %d postings · %d quarantined · %d skipped · %d closed · %d further requests · declared total %s"
                .formatted(
                    read.postings().size(),
                    read.quarantined().size(),
                    read.skipped().size(),
                    read.closed().size(),
                    read.requests().size(),
                    read.declared() == null ? "–" : read.declared().toString()));
        read.quarantined().stream()
            .limit(3)
            .forEach(bad -> lines.add("  ✗ quarantined " + bad.key() + ": " + bad.reason()));
        read.closed()
            .forEach(sign -> lines.add("  ! says that it is closed: “" + cut(sign.quote()) + "”"));
      }
      case null -> {}
    }
  }

  private void posting(Checkup.Reading reading) {
    Posting posting = reading.posting();
    lines.add("");
    lines.add(posting.key() + "  " + posting.url());
    lines.add("  field          from                     value");
    for (PostingField<?> field : PostingField.ALL) {
      if (!field.equals(PostingField.MEMBERSHIP) && !field.equals(PostingField.ELIGIBILITY)) {
        field(field, posting);
      }
    }
    lines.add(
        "occupation: %s   eligibility: %s   duplicate of: %s   rights: %s"
            .formatted(
                membership(posting.membership()),
                eligibility(posting.eligibility()),
                reading.duplicates().isEmpty() ? "–" : String.join(", ", reading.duplicates()),
                rights(checkup.examination().site())));
    lines.add(
        "standing: "
            + lower(reading.standing())
            + (reading.changed().isEmpty() ? "" : " (" + String.join(", ", reading.changed()) + ")")
            + (posting.flags().isEmpty() ? "" : "   flags: " + posting.flags()));
  }

  private void field(PostingField<?> field, Posting posting) {
    Object value = field.of(posting);
    List<?> facts = value instanceof List<?> list ? list : List.of(value);
    boolean any = false;
    for (Object fact : facts) {
      switch (fact) {
        case Fact.Known<?>(Object known, Evidence evidence) -> {
          boolean sure =
              evidence.origin() != Evidence.Origin.DERIVED
                  && evidence.confidence() != Evidence.Confidence.LOW;
          row(
              sure ? "✓" : "!",
              field.name(),
              evidence,
              said(known) + (sure ? "" : " (" + how(evidence) + ")"));
          any = true;
        }
        case Fact.Unreadable<?>(Evidence evidence) -> {
          row("!", field.name(), evidence, "unreadable");
          any = true;
        }
        default -> {
          // not stated: said below
        }
      }
    }
    if (!any) {
      String name = field.name().equals("locations") ? "location" : field.name();
      boolean missing = checkup.missing().contains(name);
      lines.add(
          (missing ? "✗ " : "· ")
              + "%-14s %s".formatted(field.name(), missing ? "missing" : "not stated"));
    }
  }

  private void row(String mark, String name, Evidence evidence, String value) {
    String quote = cut(evidence.quote());
    String same = quote.equals(cut(value)) ? quote : "“" + quote + "”  → " + cut(value);
    lines.add("%s %-14s %-24s %s".formatted(mark, name, evidence.at(), same));
  }

  private void matches(List<Look> looks, boolean all) {
    List<SelectorMatch> matches =
        looks.stream().flatMap(look -> look.matches().stream()).distinct().toList();
    if (!matches.isEmpty()) {
      lines.add("");
    }
    for (SelectorMatch match : matches) {
      if (!match.fault().isEmpty()) {
        lines.add("✗ %-14s css %s  %s".formatted(match.rule(), match.css(), match.fault()));
      } else if (match.count() == 0) {
        lines.add(
            "✗ %-14s css %s  no match%s"
                .formatted(
                    match.rule(),
                    match.css(),
                    match.nearest().isEmpty()
                        ? "; nothing near"
                        : "; nearest: " + String.join(", ", match.nearest())));
      } else if (all || match.count() > 0) {
        lines.add(
            "  %-14s css %s (%d)  [%s:%s]"
                .formatted(
                    match.rule(), match.css(), match.count(), match.rule(), cut(match.excerpt())));
      }
    }
  }

  private static String membership(Fact<Membership> fact) {
    return fact.known()
        .map(in ->
            in.occupation()
                + ", "
                + (in.tier() == null ? "no tier" : in.tier())
                + fact.quoted()
                    .map(words -> " (“" + cut(words.quote()) + "”, " + words.at() + ")")
                    .orElse(""))
        .orElse("none");
  }

  private static String eligibility(Fact<Eligibility> fact) {
    return fact.known()
        .map(it ->
            lower(it.germany())
                + fact.quoted().map(words -> " (“" + cut(words.quote()) + "”)").orElse(""))
        .orElse("not stated");
  }

  private static String rights(Site site) {
    return lower(site.rights().level()).replace('_', '-');
  }

  /// A value as operators write it.
  private static String said(Object value) {
    return switch (value) {
      case Pay pay -> pay(pay);
      case Place place -> place(place);
      case Employer employer -> employer.name();
      case Locale locale -> locale.toLanguageTag();
      case Requirement requirement -> requirement(requirement);
      default -> String.valueOf(value);
    };
  }

  private static String pay(Pay pay) {
    String amount =
        Stream.of(pay.min(), pay.max())
            .map(end -> end == null ? "…" : plain(end))
            .distinct()
            .collect(Collectors.joining("–"));
    String unit = pay.unit() == null ? "" : "/" + pay.unit();
    return (pay.min() == null && pay.max() == null ? "" : amount + " " + pay.currency() + unit)
        + (pay.tariff() == null ? "" : " " + pay.tariff());
  }

  private static String requirement(Requirement requirement) {
    List<@Nullable String> parts =
        switch (requirement) {
          case Requirement.Education it -> Arrays.asList("education", it.level(), it.field());
          case Requirement.Experience it ->
              Arrays.asList(
                  "experience",
                  it.yearsMin() == null ? null : plain(it.yearsMin()) + " years",
                  it.level(),
                  it.field());
          case Requirement.LanguageSkill it -> Arrays.asList("language", it.language(), it.level());
          case Requirement.FurtherTraining it ->
              Arrays.asList("further training", it.name(), it.offered() ? "(offered)" : null);
          case Requirement.OfficeIt it -> Arrays.asList("office IT", it.name());
        };
    String must =
        requirement.required() == null ? "" : requirement.required() ? " (must)" : " (welcome)";
    return parts.stream().filter(Objects::nonNull).collect(Collectors.joining(" ")) + must;
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "…" : number.stripTrailingZeros().toPlainString();
  }

  private static String place(Place place) {
    return Stream.of(
            Optional.ofNullable(place.postalCode()),
            Optional.ofNullable(place.city()),
            Optional.ofNullable(place.region()),
            Optional.ofNullable(place.country()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static String how(Evidence evidence) {
    return evidence.origin() == Evidence.Origin.DERIVED
        ? "derived"
        : lower(evidence.confidence()) + " confidence";
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
