package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay.Unit;

/// The sums of a text that are pay, each with its unit, kind and certainty (`normalisation.md` §1.7
/// to §1.10).
final class PayCandidates {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String ROUGHLY =
      "(?:ca\\.?|rund|etwa|circa|ungefähr|approx\\.?|brutto|gross|about|around|jährlich|monatlich|~|EUR|€|:|von|of|bei|auf|derzeit|currently) {0,2}";
  private static final Pattern FROM =
      Pattern.compile(
          "(?:\\bab|\\bmind\\.|\\bmindestens|\\bfrom|\\bstart(?:s|ing)? (?:at|from)|\\bbeginnt bei|\\bbeginnend bei|\\bmehr als|\\bmore than|\\bover|\\büber|\\bat least|\\bno less than|\\bnicht unter|\\bminimum(?: of)?|\\bminimum (?:starting |base )?(?:point|salary|pay|rate)[^\\d$€£.;:]{0,30}\\bis|\\bmin\\.|\\bdès|\\bvanaf|\\bwenigstens|\\bstarting|\\bnot less than) {1,2}(?:"
              + ROUGHLY
              + "){0,2}$",
          FLAGS);
  private static final Pattern UP_TO =
      Pattern.compile(
          "(?:\\bbis(?: zu)?|\\bmax\\.|\\bmaximal|\\bup ?to|\\bhöchstens|\\btot|\\bas much as|\\bmaximum(?: of)?)(?: zu)? {0,2}(?:"
              + ROUGHLY
              + "){0,2}$",
          FLAGS);
  private static final Pattern ROUGH =
      Pattern.compile(
          "(?:\\bca\\b\\.?|\\brund|\\betwa|\\bcirca|\\bungefähr|\\bapprox|~|\\baverage[sd]?|durchschnittlich|im Schnitt|\\babout|\\baround)[^\\d]{0,16}$",
          FLAGS);
  private static final Pattern FLOOR_WORD =
      Pattern.compile(
          "Mindest(?:gehalt|entgelt|brutto|bezug|grundgehalt)|minimum (?:gross )?(?:salary|wage)|kollektivvertrag|\\bKV-",
          FLAGS);
  private static final Pattern OVERPAY = Pattern.compile("Überzahlung|überzahl|overpay", FLAGS);
  private static final Pattern GROSS =
      Pattern.compile("brutto|\\bgross\\b|\\bbruts?\\b|\\bbrute\\b|before tax", FLAGS);
  private static final Pattern NET = Pattern.compile("netto(?!lohnopt)|\\bnet\\b", FLAGS);
  private static final Pattern NEGOTIABLE =
      Pattern.compile("\\bVB\\b|\\bVHB\\b|verhandelbar|verhandlungsbasis|negotiable", FLAGS);
  private static final Pattern CUT =
      Pattern.compile(
          ",(?! ?(?:brutto|gross))|\\bsowie\\b|\\bplus\\b|\\bund\\b|\\band\\b|\\+ |;|\\bzzgl",
          FLAGS);
  private static final Pattern MINIJOB =
      Pattern.compile("mini-?job|aushilfe|geringfügig|450-?Euro|nebenjob", FLAGS);
  private static final Pattern MINIJOB_AFTER =
      Pattern.compile("^(?: ?- ?| )?(?:Basis|Job|Kraft|Stelle|Minijob)", FLAGS);
  private static final Pattern TIPS =
      Pattern.compile(
          "in tips|inkl\\.? (?:aller )?(?:Trinkgeld|Bonus|Provision|Prämie)|including (?:tips|bonus|commission)|davon [\\d¤]|incl\\. (?:tips|bonus)",
          FLAGS);
  private static final Expression GIG =
      Expression.of(
          "freiberuf|freie[rn]? Mitarbeit|freelanc|selbst(?:st)?ändig|gewerbe|honorar|mikro-?job|micro-?(?:job|task)|crowd|clickwork|heimarbeit|verdien|vergüt|auszahl",
          FLAGS);
  private static final Pattern PRO_RATA = Pattern.compile("pro[- ]rata", FLAGS);
  private static final Pattern LABEL =
      Pattern.compile("(?:^|[\\n•|*])\\s{0,3}[\\p{L}][\\p{L} .'/-]{0,30}[:-]\\s{0,2}$");

  private final SearchText searched;
  private final String text;
  private final PayContext context;
  private final boolean field;
  private final StatutoryPay statutory;
  private final IntPredicate preferred;
  private final List<PayCandidate> accepted = new ArrayList<>();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private @Nullable PayClause unreadable;

  private PayCandidates(
      SearchText searched,
      PayContext context,
      boolean field,
      StatutoryPay statutory,
      IntPredicate preferred) {
    this.searched = searched;
    this.text = searched.text();
    this.context = context;
    this.field = field;
    this.statutory = statutory;
    this.preferred = preferred;
  }

  static PayCandidates in(
      PayMasks masks,
      PayContext context,
      boolean field,
      StatutoryPay statutory,
      IntPredicate preferred) {
    PayCandidates candidates =
        new PayCandidates(masks.covered(), context, field, statutory, preferred);
    List<PayAmounts.Expression> expressions = PayAmounts.in(candidates.text);
    int before = 0;
    for (int i = 0; i < expressions.size(); i++) {
      int next = candidates.text.length();
      if (i + 1 < expressions.size()) {
        next = expressions.get(i + 1).from();
      }
      candidates.consider(expressions.get(i), before, next);
      if (expressions.get(i).currency() != null) {
        before = expressions.get(i).to();
      }
    }
    return candidates;
  }

  List<PayCandidate> accepted() {
    return accepted;
  }

  Set<Flag> flags() {
    return flags;
  }

  /// Words that named a sum as pay which could not be taken; null if there were none.
  @Nullable PayClause unreadable() {
    return unreadable;
  }

  private void consider(PayAmounts.Expression sum, int before, int next) {
    if (sum.max().signum() <= 0
        || (sum.currency() == null && (year(sum) || sum.max().compareTo(BigDecimal.TEN) < 0))) {
      return;
    }
    PayClause clause = PayClause.around(text, sum.from(), sum.to());
    if (sum.currency() == null && !field && !PayCues.near(searched, sum.from(), sum.to(), clause)) {
      return;
    }
    Optional<PayUnits.Said> unit = unit(sum, clause, before, next);
    PayCues.Claim claim =
        PayCues.judge(searched, sum.from(), sum.to(), clause.from(), clause.to(), unit.isPresent());
    if (claim.floor() && sum.high() == null && sum.currency() != null) {
      flags.add(Flag.FLOOR_REFERENCE);
      return;
    }
    if (claim.other()) {
      return;
    }
    String left = text.substring(Math.max(clause.from(), sum.from() - 45), sum.from());
    String right = text.substring(sum.to(), Math.min(text.length(), sum.to() + 40));
    boolean negotiable = NEGOTIABLE.matcher(right).find() || NEGOTIABLE.matcher(left).find();
    boolean cue = claim.pay() || field || negotiable || sum.apprentice();
    Set<Flag> own = EnumSet.noneOf(Flag.class);
    String currency = currency(sum, cue, unit, right, own);
    if (currency == null) {
      if (claim.pay()
          && claim.cueFrom() >= 0
          && sum.high() == null
          && sum.max().compareTo(BigDecimal.valueOf(1000)) >= 0
          && sum.from() - claim.cueFrom() < 22
          && text.substring(claim.cueFrom(), sum.from()).indexOf(',') < 0) {
        flags.add(Flag.BARE_NUMBER);
        unreadable = new PayClause(claim.cueFrom(), sum.to());
      }
      return;
    }
    boolean minijob = minijob(sum, clause, right);
    Unit read = unit.map(PayUnits.Said::unit).orElse(null);
    if (minijob && (read == null || read == Unit.MONTH)) {
      read = Unit.MONTH;
    } else if (read == null) {
      boolean alone =
          cue || ((sum.high() != null || sum.scaled()) && standsAlone(sum, clause)) || label(sum);
      read = alone ? PayUnits.inferred(sum.max(), currency).orElse(null) : null;
      if (read == null) {
        return;
      }
      own.add(Flag.UNIT_INFERRED);
    }
    if (!PayUnits.plausible(sum.min(), read, currency)
        || !PayUnits.plausible(sum.max(), read, currency)) {
      if (cue && !own.contains(Flag.CURRENCY_INFERRED)) {
        flags.add(Flag.IMPLAUSIBLE);
        unreadable =
            new PayClause(
                claim.cueFrom() >= 0 ? claim.cueFrom() : sum.from(),
                Math.max(sum.to(), unit.map(PayUnits.Said::to).orElse(0)));
      }
      return;
    }
    add(sum, clause, claim, unit, read, currency, cue, negotiable, minijob, left, right, own);
  }

  private void add(
      PayAmounts.Expression sum,
      PayClause clause,
      PayCues.Claim claim,
      Optional<PayUnits.Said> unit,
      Unit read,
      String currency,
      boolean cue,
      boolean negotiable,
      boolean minijob,
      String left,
      String right,
      Set<Flag> own) {
    boolean unitSaid = unit.isPresent() || minijob;
    Matcher from = FROM.matcher(left);
    Matcher upTo = UP_TO.matcher(left);
    boolean isUpTo = sum.high() == null && (upTo.find() || (minijob && capped(sum, right)));
    boolean isFrom =
        sum.high() == null && !isUpTo && (from.find() || sum.low().plus() || floor(sum, clause));
    int start = sum.from();
    if (isFrom && from.reset().find()) {
      start = sum.from() - left.length() + from.start();
    } else if (isUpTo && upTo.reset().find()) {
      start = sum.from() - left.length() + upTo.start();
    }
    if (claim.cueFrom() >= 0 && sum.from() - claim.cueFrom() <= 40) {
      start = Math.min(start, claim.cueFrom());
    }
    int end = sum.to();
    if (unit.isPresent()) {
      start = unit.get().from() < sum.from() ? Math.min(start, unit.get().from()) : start;
      end = Math.max(end, unit.get().to());
    }
    start = wordStart(start);
    if (sum.inverted()) {
      own.add(Flag.RANGE_INVERTED);
    }
    if (sum.min().signum() > 0 && sum.max().doubleValue() / sum.min().doubleValue() > 2.5) {
      own.add(Flag.RANGE_WIDE);
    }
    boolean rough = ROUGH.matcher(left).find();
    if (rough) {
      own.add(Flag.APPROXIMATE);
    }
    if (TIPS.matcher(text.substring(sum.to(), Math.min(text.length(), sum.to() + 140))).find()) {
      own.add(Flag.VARIABLE_INCLUDED);
    }
    if (PRO_RATA.matcher(right).find()) {
      own.add(Flag.PRO_RATA);
    }
    if (minijob
        && statutory.everLimit(sum.max())
        && statutory
            .on(context.date())
            .filter(v -> v.minijobLimit().compareTo(sum.max()) == 0)
            .isEmpty()) {
      own.add(Flag.STALE_MINIJOB_LIMIT);
    }
    Confidence confidence =
        own.contains(Flag.CURRENCY_INFERRED)
            ? Confidence.LOW
            : unitSaid && cue && !own.contains(Flag.CURRENCY_AMBIGUOUS)
                ? Confidence.HIGH
                : Confidence.MEDIUM;
    int score =
        (cue ? 2 : 0)
            + (unitSaid ? 1 : 0)
            + (preferred.test(sum.from()) ? 3 : 0)
            + (sum.currency() == null ? -2 : 0);
    accepted.add(
        new PayCandidate(
            start,
            sum.from(),
            sum.to(),
            Math.max(end, start + 1),
            isUpTo ? null : sum.min(),
            isFrom ? null : sum.max(),
            currency,
            read,
            unitSaid,
            unit.map(PayUnits.Said::detail).orElse(null),
            gross(sum, clause),
            rough,
            negotiable,
            confidence,
            score,
            own));
  }

  private int wordStart(int at) {
    int start = at;
    while (start > 0
        && at - start < 30
        && Character.isLetter(text.charAt(start - 1))
        && Character.isLetter(text.charAt(start))) {
      start--;
    }
    return start;
  }

  private @Nullable String currency(
      PayAmounts.Expression sum,
      boolean cue,
      Optional<PayUnits.Said> unit,
      String right,
      Set<Flag> own) {
    boolean unitSaid = unit.isPresent();
    boolean unitNear =
        unit.filter(said -> said.from() >= sum.to() && said.from() - sum.to() <= 8).isPresent();
    String said = sum.currency();
    if (said == null) {
      boolean enough =
          (sum.high() != null && sum.max().compareTo(BigDecimal.TEN) > 0)
              || GROSS.matcher(right).region(0, Math.min(8, right.length())).find()
              || unitNear
              || (unitSaid && sum.low().grouped());
      if (!cue || !enough || year(sum)) {
        return null;
      }
      Optional<String> home = PayCurrency.ofCountry(context.country());
      home.ifPresent(_ -> own.add(Flag.CURRENCY_INFERRED));
      return home.orElse(null);
    }
    if (said.equals("USD") && !sum.sure()) {
      Optional<String> dollar =
          PayCurrency.dollarNear(text.substring(Math.max(0, sum.from() - 60), sum.from()))
              .or(() -> PayCurrency.dollar(context.country()));
      if (dollar.isEmpty()) {
        own.add(Flag.CURRENCY_AMBIGUOUS);
      }
      return dollar.orElse("USD");
    }
    return said;
  }

  private static boolean year(PayAmounts.Expression sum) {
    return !sum.low().grouped() && sum.min().intValue() >= 1900 && sum.max().intValue() <= 2100;
  }

  private Optional<PayUnits.Said> unit(
      PayAmounts.Expression sum, PayClause clause, int before, int next) {
    int rightEnd = Math.min(Math.max(next, sum.to()), clause.to());
    int near = Math.min(rightEnd, sum.to() + 34);
    Matcher cut = CUT.matcher(text).region(sum.to(), near);
    int close = cut.find() ? cut.start() : near;
    return PayUnits.first(searched, Math.max(0, sum.to() - (sum.to() > sum.from() ? 1 : 0)), close)
        .filter(said -> said.from() >= sum.to() - 1)
        .or(() -> PayUnits.first(searched, sum.from(), sum.to()))
        .or(() -> piece(sum))
        .or(() ->
            PayUnits.last(
                searched,
                Math.max(Math.max(clause.from(), sum.from() - 45), Math.min(before, sum.from())),
                sum.from()))
        .or(() ->
            PayUnits.first(searched, sum.to(), Math.min(rightEnd, sum.to() + 60))
                .filter(s -> !PayCues.other(searched, sum.to(), s.from())))
        .or(() ->
            PayUnits.last(searched, Math.max(clause.from(), sum.from() - 90), sum.from())
                .filter(s -> !PayCues.other(searched, s.to(), sum.from())));
  }

  /// A noun is a piece of work only where work is paid by the piece.
  private Optional<PayUnits.Said> piece(PayAmounts.Expression sum) {
    String currency = sum.currency();
    if (currency == null) {
      return Optional.empty();
    }
    boolean gig =
        context.contract().contains(Contract.FREELANCE)
            || context.contract().contains(Contract.OPEN_ENDED_GIG)
            || GIG.matcher(
                    searched,
                    Math.max(0, sum.from() - 200),
                    Math.min(text.length(), sum.to() + 200))
                .find();
    return gig ? PayUnits.piece(text, sum.to(), sum.max(), currency) : Optional.empty();
  }

  private boolean minijob(PayAmounts.Expression sum, PayClause clause, String right) {
    if (sum.high() != null || sum.max().intValue() < 400 || sum.max().intValue() > 700) {
      return false;
    }
    boolean basis = MINIJOB_AFTER.matcher(right).find();
    return basis || MINIJOB.matcher(text.substring(clause.from(), clause.to())).find();
  }

  /// Whether a Minijob names its limit, not its pay: "auf 603-Euro-Basis", or the limit of the day.
  private boolean capped(PayAmounts.Expression sum, String right) {
    boolean limit =
        statutory
            .on(context.date())
            .filter(v -> v.minijobLimit().compareTo(sum.max()) == 0)
            .isPresent();
    return limit || right.strip().startsWith("Basis") || right.startsWith("-Basis");
  }

  private boolean floor(PayAmounts.Expression sum, PayClause clause) {
    String left = text.substring(Math.max(clause.from(), sum.from() - 90), sum.from());
    String after = text.substring(sum.to(), Math.min(text.length(), sum.to() + 160));
    return FLOOR_WORD.matcher(left).find() || OVERPAY.matcher(after.split("\n", 2)[0]).find();
  }

  private @Nullable Boolean gross(PayAmounts.Expression sum, PayClause clause) {
    String around =
        text.substring(
            Math.max(clause.from(), sum.from() - 70), Math.min(clause.to(), sum.to() + 40));
    boolean gross = GROSS.matcher(around).find();
    boolean net = NET.matcher(around).find();
    return gross == net ? null : Boolean.valueOf(gross);
  }

  /// Whether a sum is about all that its line says, so that it can only be the pay.
  private boolean standsAlone(PayAmounts.Expression sum, PayClause clause) {
    String rest = text.substring(clause.from(), sum.from()) + text.substring(sum.to(), clause.to());
    long letters = rest.chars().filter(Character::isLetter).count();
    long before =
        text.substring(clause.from(), sum.from()).chars().filter(Character::isLetter).count();
    return letters <= 24 && before <= 14;
  }

  /// Whether a sum is the value of a short label in a line of its own ("Thailand: $15.57").
  private boolean label(PayAmounts.Expression sum) {
    String left = "\n" + text.substring(Math.max(0, sum.from() - 40), sum.from());
    boolean ends = sum.to() >= text.length() || text.charAt(sum.to()) == '\n';
    return ends
        && sum.currency() != null
        && LABEL.matcher(left).find()
        && PayPlaces.country(left).isPresent();
  }
}
