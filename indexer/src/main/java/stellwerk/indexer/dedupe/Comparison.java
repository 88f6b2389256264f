package stellwerk.indexer.dedupe;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import stellwerk.indexer.dedupe.Likeness.Kind;
import stellwerk.indexer.dedupe.Likeness.Rule;

/// Compares two postings: first what sets them apart, then how alike they are (`normalisation.md`
/// §5.3). Pure, symmetric, thread-safe.
public final class Comparison {
  /// From so many words on a text tells enough to be compared.
  private static final int ENOUGH_WORDS = 60;

  private static final double SAME_TITLE = 0.70;

  /// One text under two titles. At 0.90 the design merges; the labelled pairs show that one
  /// employer's ads for two roles reach 0.96.
  private static final double OTHER_TITLE = 0.97;

  private static final double OTHER_EMPLOYER = 0.90;
  private static final double NEAR = 0.70;
  private static final double REVIEW = 0.50;
  private static final double EXCERPT = 0.90;

  private final TraitReader traits = new TraitReader();

  /// What two postings are to each other.
  public Likeness of(Signature a, Signature b) {
    double share = share(a, b);
    Optional<String> against = against(a, b);
    if (against.isPresent()) {
      return new Likeness(Kind.DISTINCT, Rule.CONTRADICTION, share, Set.of(against.get()));
    }
    boolean sameTitle = !a.title().isEmpty() && a.title().equals(b.title());
    if (samePage(a, b) && sameTitle) {
      return same(a, b, Rule.SAME_PAGE, share, Set.of(a.page()));
    }
    boolean unknown = a.company().isEmpty() || b.company().isEmpty();
    if (translated(a, b)) {
      return translation(a, b, share);
    }
    if (!unknown && a.company().equals(b.company())) {
      return sameEmployer(a, b, sameTitle, share);
    }
    return otherEmployer(a, b, sameTitle, share);
  }

  /// In what two postings contradict each other; empty if in nothing. Postings that do are never in
  /// one vacancy, whatever lies between them, unless an operator says so.
  public Optional<String> against(Signature a, Signature b) {
    Optional<String> titles = a.traits().against(b.traits(), translated(a, b));
    if (titles.isPresent()) {
      return titles;
    }
    if (payApart(a, b)) {
      return Optional.of("pay");
    }
    return ownWords(a, b) ? Optional.of("role") : Optional.empty();
  }

  /// Pay in another currency is that of another country, not of another job. By the hour and by the
  /// month is the same job only under the same title.
  private static boolean payApart(Signature a, Signature b) {
    boolean byUnit = a.title().equals(b.title());
    Set<String> measures = measures(a.pay(), byUnit);
    return Collections.disjoint(a.pay(), b.pay())
        && !Collections.disjoint(measures, measures(b.pay(), byUnit));
  }

  /// What amounts are in: `EUR/HOUR`, or `EUR`.
  private static Set<String> measures(Set<String> pay, boolean byUnit) {
    Set<String> measures = new HashSet<>();
    for (String amount : pay) {
      String measure = amount.substring(amount.indexOf(' ') + 1);
      measures.add(byUnit ? measure : measure.substring(0, measure.indexOf('/')));
    }
    return measures;
  }

  private static double share(Signature a, Signature b) {
    int shared = a.shingles().shared(b.shingles());
    int all = a.shingles().size() + b.shingles().size() - shared;
    return all == 0 ? 0 : (double) shared / all;
  }

  private static double contained(Signature a, Signature b) {
    int least = Math.min(a.shingles().size(), b.shingles().size());
    return least == 0 ? 0 : (double) a.shingles().shared(b.shingles()) / least;
  }

  /// Whether each text speaks of words of its own title that the other does not know: one template,
  /// two roles.
  private boolean ownWords(Signature a, Signature b) {
    boolean umbrella = a.traits().umbrella() != b.traits().umbrella();
    if (a.title().equals(b.title()) || umbrella || translated(a, b)) {
      return false;
    }
    Set<String> one = own(a, b);
    Set<String> other = own(b, a);
    return (!one.isEmpty() && !other.isEmpty())
        || one.stream().anyMatch(traits::telling)
        || other.stream().anyMatch(traits::telling);
  }

  private static Set<String> own(Signature a, Signature b) {
    Set<String> own = new HashSet<>(Arrays.asList(a.title().split(" ", -1)));
    Arrays.asList(b.title().split(" ", -1)).forEach(own::remove);
    own.removeIf(word ->
        word.length() < 3
            || !a.words().contains(word.hashCode())
            || b.words().contains(word.hashCode()));
    return own;
  }

  private static boolean samePage(Signature a, Signature b) {
    return !a.site().equals(b.site()) && a.page().equals(b.page()) && a.page().indexOf('/') > 0;
  }

  private static boolean translated(Signature a, Signature b) {
    return !a.language().isEmpty() && !b.language().isEmpty() && !a.language().equals(b.language());
  }

  private static Likeness same(
      Signature a, Signature b, Rule rule, double share, Set<String> because) {
    Kind kind =
        a.places().isEmpty() || b.places().isEmpty() || a.places().equals(b.places())
            ? Kind.DUPLICATE
            : Kind.MULTI_LOCATION;
    return new Likeness(kind, rule, share, because);
  }

  private static Likeness sameEmployer(Signature a, Signature b, boolean sameTitle, double share) {
    if (sameTitle) {
      if (share >= SAME_TITLE) {
        return same(a, b, Rule.SAME_TITLE_LIKE_TEXT, share, Set.of());
      }
      boolean samePlaces = a.places().equals(b.places());
      if (a.length() < ENOUGH_WORDS || b.length() < ENOUGH_WORDS) {
        return samePlaces
            ? same(a, b, Rule.SAME_TITLE_AND_PLACE, share, Set.of())
            : Likeness.distinct(share);
      }
      if (samePlaces && contained(a, b) >= EXCERPT) {
        return same(a, b, Rule.SAME_TITLE_EXCERPT, share, Set.of());
      }
      return samePlaces && !a.deadline().isEmpty() && a.deadline().equals(b.deadline())
          ? same(a, b, Rule.SAME_TITLE_SAME_DEADLINE, share, Set.of(a.deadline()))
          : Likeness.distinct(share);
    }
    if (enough(a, b) && share >= OTHER_TITLE && a.traits().umbrella() == b.traits().umbrella()) {
      return same(a, b, Rule.OTHER_TITLE_SAME_TEXT, share, Set.of());
    }
    return near(share);
  }

  private static Likeness near(double share) {
    return share >= NEAR
        ? new Likeness(Kind.NEAR_DUPLICATE, Rule.LIKE_TEXT, share, Set.of())
        : Likeness.distinct(share);
  }

  private static boolean enough(Signature a, Signature b) {
    return a.length() >= ENOUGH_WORDS && b.length() >= ENOUGH_WORDS;
  }

  private static Likeness otherEmployer(Signature a, Signature b, boolean sameTitle, double share) {
    boolean unknown = a.company().isEmpty() || b.company().isEmpty();
    boolean kin = !unknown && Employers.kin(a.company(), b.company());
    boolean relisted = unknown || kin || a.agency() != b.agency();
    double alike = sameTitle && relisted ? Math.max(share, framed(a, b)) : share;
    if (enough(a, b)
        && relisted
        && alike >= (sameTitle ? OTHER_EMPLOYER : OTHER_TITLE)
        && a.traits().umbrella() == b.traits().umbrella()
        && (kin || !Traits.apart(a.places(), b.places()))) {
      return same(a, b, Rule.RELISTED, share, Set.of());
    }
    if (kin || (a.company().isEmpty() && b.company().isEmpty())) {
      return near(share);
    }
    return share >= REVIEW
        ? new Likeness(Kind.REVIEW, Rule.OTHER_EMPLOYER_LIKE_TEXT, share, Set.of())
        : Likeness.distinct(share);
  }

  /// An agency puts a frame around an employer's text.
  private static double framed(Signature a, Signature b) {
    return Math.min(a.shingles().size(), b.shingles().size()) >= 100 ? contained(a, b) : 0;
  }

  /// A translation shares no words, but ids, amounts and numbers.
  private static Likeness translation(Signature a, Signature b, double share) {
    boolean employer = a.company().equals(b.company()) || Employers.kin(a.company(), b.company());
    if (!employer || foreign(a, b) || foreign(b, a)) {
      return Likeness.distinct(share);
    }
    Set<String> rare = both(a.rare(), b.rare());
    Set<String> numbers = both(a.numbers(), b.numbers());
    int fewest = Math.min(a.numbers().size(), b.numbers().size());
    boolean paid = !both(a.pay(), b.pay()).isEmpty();
    boolean unpaid = a.pay().isEmpty() && b.pay().isEmpty();
    boolean telling =
        paid
            ? rare.size() >= 3 || (numbers.size() >= 5 && numbers.size() >= 0.6 * fewest)
            : unpaid && rare.size() >= 3;
    if (!telling) {
      return Likeness.distinct(share);
    }
    Set<String> because = new HashSet<>(rare);
    because.addAll(both(a.pay(), b.pay()));
    return same(a, b, Rule.TRANSLATION, share, because);
  }

  /// Whether a text is in a language that the other posting does not ask for, though it asks for
  /// one.
  private static boolean foreign(Signature text, Signature other) {
    return !other.traits().languages().isEmpty()
        && !text.language().equals("en")
        && !other.traits().languages().contains(text.language());
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }
}
