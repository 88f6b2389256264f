package stellwerk.indexer.occupation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.normalise.Words;
import stellwerk.indexer.occupation.Classification.Member;
import stellwerk.indexer.occupation.Classification.NotMember;
import stellwerk.indexer.occupation.Classification.Reason;
import stellwerk.indexer.occupation.Classification.Unsure;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// Decides whether a posting belongs to an occupation (`normalisation.md` §2.4).
///
/// A title alone decides only where it leaves no doubt. Everything that could also be said of
/// somebody who teaches people must be confirmed by the text, or waits for a ruling: a wrong job in
/// the section costs more than one that is shown a day later.
public final class OccupationClassifier {
  /// What stands further back in a title is none; the reader of titles passes it over as well.
  private static final int LONGEST_TITLE = 4_000;

  private final Occupation occupation;
  private final Signs signs;
  private final List<Pattern> any;
  private final List<Pattern> none;
  private final TierReader tiers;

  /// The occupation with the signs that are shipped for it.
  public OccupationClassifier(Occupation occupation) {
    this(occupation, Signs.shipped(occupation.id()));
  }

  public OccupationClassifier(Occupation occupation, Signs signs) {
    this.occupation = occupation;
    this.signs = signs;
    this.any = occupation.match().any().stream().map(Wildcard::of).toList();
    this.none = occupation.match().none().stream().map(Wildcard::of).toList();
    this.tiers = new TierReader(occupation, signs);
  }

  /// The id of the occupation in question.
  public String occupation() {
    return occupation.id();
  }

  /// Whether the posting belongs.
  ///
  /// @param employer its name, where platforms are known by it; empty if not stated
  /// @param categories words under which the site files it; they count as one phrase of the text
  public Classification classify(PostingText text, String employer, List<String> categories) {
    String said = text.title();
    Words title = new Words(said.substring(0, Math.min(said.length(), LONGEST_TITLE)));
    Optional<Sign> configured = configured(none, "none", title.text());
    if (configured.isPresent()) {
      return new NotMember(Reason.CONFIGURED, List.of(configured.get()));
    }
    Duties duties = Duties.read(signs, text, employer, categories);
    Optional<Signs.Found> people = signs.first("out.people", title);
    if (people.isPresent()) {
      return new NotMember(Reason.TRAINS_PEOPLE, List.of(inTitle(people.get(), title)));
    }
    Optional<Signs.Found> other = signs.first("out.other", title);
    if (other.isPresent() && !labelsForAModel(other.get(), duties)) {
      return new NotMember(Reason.OTHER_WORK, List.of(inTitle(other.get(), title)));
    }
    return signs.isEmpty() ? byWords(title) : byTitle(title, duties, text);
  }

  /// Content moderators are in where the text says that their labels train a model.
  private static boolean labelsForAModel(Signs.Found out, Duties duties) {
    return out.rule().name().equals("moderator") && duties.hand() >= 1 && duties.weight() >= 2;
  }

  private Classification byWords(Words title) {
    return configured(any, "any", title.text())
        .<Classification>map(
            sign -> new Member(occupation.id(), null, Confidence.HIGH, List.of(sign), List.of()))
        .orElseGet(() -> new NotMember(Reason.NO_SIGN, List.of()));
  }

  private Classification byTitle(Words title, Duties duties, PostingText text) {
    Optional<Signs.Found> trainer = signs.first("object.trainer", title);
    Optional<Signs.Found> data = signs.first("object.data", title);
    boolean manages = signs.first("manager", title).isPresent();
    Optional<Signs.Found> builder = signs.first("engineer", title);
    if (data.isPresent() && !manages) {
      return member("data-worker", Confidence.HIGH, title, data.get(), duties, text);
    }
    if (manages || builder.isPresent()) {
      Optional<Signs.Found> object = trainer.or(() -> signs.first("object.open", title));
      boolean doubtful =
          manages || trainer.isEmpty() || signs.first("object.senior", title).isPresent();
      if (object.isEmpty()) {
        return byText(duties, text, true);
      }
      if (duties.confirmed() && !duties.builds()) {
        return member("ki-trainer", Confidence.HIGH, title, object.get(), duties, text);
      }
      if (duties.builds() || duties.teachesPeople()) {
        return new NotMember(
            duties.builds() ? Reason.BUILDS : Reason.TRAINS_PEOPLE, duties.against());
      }
      if (manages) {
        return new NotMember(Reason.OTHER_WORK, List.of(inTitle(object.get(), title)));
      }
      return doubtful
          ? new Unsure(List.of(inTitle(object.get(), title)))
          : member("ki-trainer", Confidence.HIGH, title, object.get(), duties, text);
    }
    Map<String, String> sure = new HashMap<>();
    sure.put("click", "click-worker");
    sure.put("data", "data-worker");
    sure.put("trainer", "ki-trainer");
    for (String kind : List.of("click", "data", "trainer")) {
      Optional<Signs.Found> head = signs.first(kind, title);
      if (head.isPresent()) {
        return member(
            sure.getOrDefault(kind, ""), Confidence.HIGH, title, head.get(), duties, text);
      }
    }
    return byDoubtfulTitle(title, duties, text);
  }

  /// Titles that a teacher of people could also bear.
  private Classification byDoubtfulTitle(Words title, Duties duties, PostingText text) {
    Optional<Signs.Found> open = signs.first("open", title);
    Optional<Signs.Found> head = open.or(() -> signs.first("ambiguous", title));
    Optional<Sign> candidate =
        head.map(found -> inTitle(found, title)).or(() -> configured(any, "any", title.text()));
    if (candidate.isEmpty()) {
      return byText(duties, text, false);
    }
    if (duties.game()) {
      return new NotMember(Reason.OTHER_WORK, duties.against());
    }
    if (duties.builds() && !duties.confirmed()) {
      return new NotMember(Reason.BUILDS, duties.against());
    }
    if (duties.weight() > duties.people()) {
      return member(duties.family(), Confidence.HIGH, candidate.get(), duties, text);
    }
    if (duties.people() > duties.weight()) {
      return new NotMember(Reason.TRAINS_PEOPLE, duties.against());
    }
    boolean settled =
        open.isEmpty()
            && head.isPresent()
            && duties.people() == 0
            && signs.first("expert", new Words(rest(title.text(), head.get()))).isPresent();
    return settled
        ? member("ki-trainer", Confidence.HIGH, candidate.get(), duties, text)
        : new Unsure(list(candidate.get(), duties.all()));
  }

  private static String rest(String title, Signs.Found head) {
    return title.substring(0, head.from()) + "|" + title.substring(head.to());
  }

  /// The title says nothing: at least two different phrases of the text must.
  private Classification byText(Duties duties, PostingText text, boolean builder) {
    if (duties.builds()) {
      return new NotMember(Reason.BUILDS, duties.against());
    }
    if (duties.weight() > 0 && duties.weight() <= duties.people()) {
      return new NotMember(Reason.TRAINS_PEOPLE, duties.against());
    }
    boolean says = builder ? duties.unmistakable() : duties.speaksForItself();
    if (!says) {
      return new NotMember(builder ? Reason.BUILDS : Reason.NO_SIGN, duties.machine());
    }
    Optional<TierReader.Tier> tier = tiers.tier(duties.family(), text);
    return new Member(
        occupation.id(),
        tier.map(TierReader.Tier::id).orElse(null),
        Confidence.MEDIUM,
        duties.machine(),
        tier.map(TierReader.Tier::signs).orElse(List.of()));
  }

  private Member member(
      String family,
      Confidence confidence,
      Words title,
      Signs.Found head,
      Duties duties,
      PostingText text) {
    return member(family, confidence, inTitle(head, title), duties, text);
  }

  private Member member(
      String family, Confidence confidence, Sign head, Duties duties, PostingText text) {
    Optional<TierReader.Tier> tier = tiers.tier(family, text);
    return new Member(
        occupation.id(),
        tier.map(TierReader.Tier::id).orElse(null),
        confidence,
        list(head, duties.machine()),
        tier.map(TierReader.Tier::signs).orElse(List.of()));
  }

  private static List<Sign> list(Sign first, List<Sign> others) {
    List<Sign> list = new ArrayList<>();
    list.add(first);
    list.addAll(others);
    return list;
  }

  private static Optional<Sign> configured(List<Pattern> patterns, String rule, String title) {
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(title);
      if (matcher.find()) {
        return Optional.of(
            new Sign(
                "title: configured under match." + rule,
                Evidence.text(matcher.group(), Confidence.HIGH, "title")));
      }
    }
    return Optional.empty();
  }

  private static Sign inTitle(Signs.Found found, Words title) {
    return new Sign(
        "title: " + found.rule().name(),
        Evidence.text(title.text().substring(found.from(), found.to()), Confidence.HIGH, "title"));
  }
}
