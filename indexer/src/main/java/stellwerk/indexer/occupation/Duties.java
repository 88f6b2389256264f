package stellwerk.indexer.occupation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.normalise.Words;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// What the text says is done in this job: signs of training machines, of teaching people, of
/// building the tools. Each rule counts once, however often its words stand there.
///
/// @param platform whether the employer is known for such work
/// @param filed whether the site files it under such work
record Duties(List<Seen> seen, boolean platform, boolean filed) {
  private static final int LONGEST = 100_000;

  /// How far apart two phrases stand at most that say one thing: what is done, and what for.
  private static final int ONE_BREATH = 160;

  /// A rule and its first place in the description.
  record Seen(String kind, Sign sign, int from, int to) {}

  static Duties read(Signs signs, PostingText text, String employer, List<String> categories) {
    List<Seen> seen = new ArrayList<>();
    for (PostingText.Passage passage : text.passages()) {
      switch (passage.kind()) {
        case TASKS, REQUIREMENTS, OTHER, EMPLOYER -> collect(signs, text, passage, seen);
        case OFFER, PROCESS -> {}
      }
    }
    boolean filed =
        categories.stream()
            .map(Words::new)
            .anyMatch(words ->
                signs.first("data", words).isPresent()
                    || signs.first("ambiguous", words).isPresent()
                    || signs.first("open", words).isPresent());
    boolean platform = signs.first("text.platform", new Words(employer)).isPresent();
    return new Duties(seen, platform, filed);
  }

  private static void collect(
      Signs signs, PostingText text, PostingText.Passage passage, List<Seen> seen) {
    boolean employer = passage.kind() == PostingText.Kind.EMPLOYER;
    for (Signs.Found found : signs.all("text.", words(text, passage))) {
      String kind = found.rule().kind();
      String name = "text: " + found.rule().name();
      // What an employer says of itself is not yet what the job does: "we train AI models".
      boolean counts = !employer || kind.equals("text.platform") || kind.equals("text.builds");
      if (counts && seen.stream().noneMatch(other -> other.sign().rule().equals(name))) {
        int from = passage.from() + found.from();
        int to = passage.from() + found.to();
        String quote = text.description().substring(from, to);
        String at = "description " + from + "-" + to;
        Sign sign = new Sign(name, Evidence.text(quote, Confidence.MEDIUM, at));
        seen.add(new Seen(kind, sign, from, to));
      }
    }
  }

  /// What stands further back is no longer a posting, but somebody's whole site.
  static Words words(PostingText text, PostingText.Passage passage) {
    return text.parted(Math.min(passage.from(), LONGEST), Math.min(passage.to(), LONGEST));
  }

  /// How strongly the text says that machines are trained; one phrase alone is weight one.
  int weight() {
    int weight = count(kind -> machine(kind)) + 2 * strong();
    return weight + (weight > 0 && (platform || filed || names("text.platform")) ? 1 : 0);
  }

  int hand() {
    return count(kind -> kind.startsWith("text.hand"));
  }

  int strong() {
    return count("text.strong"::equals);
  }

  int people() {
    return count("text.people"::equals);
  }

  /// Whether the text says in so many words that machines are fed here, though the title builds or
  /// manages: engineers write "evaluate model outputs" of their own models, too.
  boolean unmistakable() {
    boolean hired = platform && hand() >= 1 && count("text.purpose"::equals) >= 1;
    return !builds() && (hired || (gig() >= 1 && weight() >= 2));
  }

  /// Whether the text alone is enough where the title says nothing.
  boolean speaksForItself() {
    return strong() >= 1
        || hand() >= 2
        || (people() == 0 && micro() >= 1)
        || unmistakable()
        || (people() == 0 && inOneBreath())
        || (hand() >= 1 && weight() >= 2 && (platform || filed));
  }

  /// Whether what is done by hand and what it is good for are said together: "write dialogues that
  /// our model is trained with". Far apart, each is said of many a job that builds models.
  private boolean inOneBreath() {
    return seen.stream()
        .filter(work -> work.kind().startsWith("text.hand"))
        .anyMatch(work ->
            seen.stream()
                .filter(one -> one.kind().equals("text.purpose"))
                .anyMatch(purpose ->
                    purpose.from() - work.to() <= ONE_BREATH
                        && work.from() - purpose.to() <= ONE_BREATH));
  }

  /// Small tasks for a crowd: they are the work itself, whatever the machine behind them is.
  private int micro() {
    return count("text.hand.micro"::equals);
  }

  private int gig() {
    return count("text.hand.gig"::equals);
  }

  boolean teachesPeople() {
    return people() > weight();
  }

  boolean builds() {
    return count("text.builds"::equals) > 0;
  }

  boolean game() {
    return seen.stream().anyMatch(one -> one.sign().rule().equals("text: a game"));
  }

  /// Whether the text alone would be enough.
  boolean confirmed() {
    return weight() > people() && (hand() >= 1 || weight() >= 2);
  }

  private boolean names(String wanted) {
    return count(wanted::equals) > 0;
  }

  /// The family that most phrases speak for; "small tasks" says more than the tasks it lists.
  String family() {
    int data = count("text.hand.data"::equals) + strong();
    int click = count("text.hand.click"::equals) + 2 * micro();
    int trainer = count("text.hand.trainer"::equals) + gig();
    if (click > 0 && click >= data && click >= trainer) {
      return "click-worker";
    }
    return data > trainer ? "data-worker" : "ki-trainer";
  }

  List<Sign> machine() {
    return seen.stream()
        .filter(one -> machine(one.kind()) || one.kind().equals("text.strong"))
        .map(Seen::sign)
        .toList();
  }

  List<Sign> against() {
    return seen.stream()
        .filter(one -> one.kind().equals("text.people") || one.kind().equals("text.builds"))
        .map(Seen::sign)
        .toList();
  }

  List<Sign> all() {
    return seen.stream().map(Seen::sign).toList();
  }

  private static boolean machine(String kind) {
    return kind.startsWith("text.hand") || kind.equals("text.purpose");
  }

  private int count(Predicate<String> wanted) {
    return (int) seen.stream().filter(one -> wanted.test(one.kind())).count();
  }
}
