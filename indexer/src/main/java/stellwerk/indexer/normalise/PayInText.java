package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Pay.Basis;
import stellwerk.indexer.posting.Pay.Unit;
import stellwerk.indexer.posting.Pay.UnitBasis;

/// Reads pay from words: repairs, masks, finds sums, lets the words around them claim them, and
/// chooses (`normalisation.md` §1.2 to §1.12).
final class PayInText {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Expression UNPAID =
      Expression.of(
          "ohne Vergütung|unentgeltlich|unbezahlte[sr]? (?:Praktikum|Tätigkeit|Mitarbeit|Stelle)|unpaid (?:internship|position|role)|nicht vergütet",
          FLAGS);
  private static final Expression COMMISSION_ONLY =
      Expression.of(
          "100 ?% (?:leistungsbasiert|Provision|commission)|rein(?:e|er)? (?:Provision|provisions|erfolgs)|commission[- ]only|ausschließlich (?:auf )?Provision|auf Provisionsbasis",
          FLAGS);

  private final StatutoryPay statutory;
  private final PayScaleTable scales;

  PayInText(StatutoryPay statutory, PayScaleTable scales) {
    this.statutory = statutory;
    this.scales = scales;
  }

  /// What was read: the offer, or only what should be known.
  record Read(@Nullable PayOffer offer, Set<Flag> flags) {
    Read {
      flags = Set.copyOf(flags);
    }

    boolean known() {
      return offer != null && offer.pay() != null;
    }

    boolean amount() {
      return offer != null
          && offer.pay() != null
          && offer.pay().basis() == Basis.STATED
          && (offer.pay().min() != null || offer.pay().max() != null);
    }
  }

  /// Reads a text.
  ///
  /// @param field whether the words stand in a field for pay, so that no cue is needed
  /// @param preferred whether a position lies in a passage about what is offered
  Read read(String source, PayContext context, boolean field, IntPredicate preferred) {
    return read(new SearchText(source), context, field, preferred);
  }

  /// Reads a text that others search, too.
  Read read(SearchText source, PayContext context, boolean field, IntPredicate preferred) {
    RepairedText repaired = RepairedText.of(source.text());
    SearchText searched = repaired.searched(source);
    PayMasks masks = PayMasks.of(searched);
    List<PayScale> references = PayScaleReader.in(searched);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    PayCandidates candidates =
        PayCandidates.in(
            masks, context, field, statutory, at -> preferred.test(repaired.origin(at)));
    flags.addAll(candidates.flags());
    Optional<PayChoice.Chosen> chosen =
        PayChoice.among(masks.text(), candidates.accepted(), context, flags);
    if (chosen.isPresent()) {
      return new Read(offer(chosen.get(), repaired, masks, references, context, flags), flags);
    }
    if (!references.isEmpty() && !flags.contains(Flag.LOCATION_KEYED_NO_MATCH)) {
      return new Read(reference(references.getFirst(), repaired, context, flags), flags);
    }
    String text = repaired.text();
    if (UNPAID.matcher(searched).find()
        && (text.contains("nbezahlt")
            || text.contains("npaid")
            || text.contains("nentgelt")
            || text.contains("ergüt"))) {
      flags.add(Flag.UNPAID);
    }
    if (COMMISSION_ONLY.matcher(searched).find()
        && (text.contains("rovision")
            || text.contains("ommission")
            || text.contains("leistungsbasiert")
            || text.contains("erfolgs"))) {
      flags.add(Flag.COMMISSION_ONLY);
    }
    return new Read(
        candidates.unreadable() == null
            ? null
            : new PayOffer(
                null,
                repaired.quote(candidates.unreadable().from(), candidates.unreadable().to()),
                repaired.origin(candidates.unreadable().from()),
                repaired.originEnd(candidates.unreadable().to()),
                Confidence.LOW,
                flags),
        flags);
  }

  private PayOffer offer(
      PayChoice.Chosen chosen,
      RepairedText repaired,
      PayMasks masks,
      List<PayScale> references,
      PayContext context,
      Set<Flag> flags) {
    PayCandidate best = chosen.best();
    flags.addAll(best.flags());
    List<Pay> others =
        chosen.others().stream().map(c -> pay(c, masks, null, List.of(), List.of())).toList();
    String tariff =
        references.stream()
            .filter(r -> Math.abs(r.from() - best.from()) < 140)
            .map(PayScale::label)
            .findFirst()
            .orElse(null);
    List<String> variable = PayExtras.variable(repaired.text(), masks.text(), best);
    Pay pay = pay(best, masks, tariff, variable, others);
    if (best.unit() == Unit.HOUR
        && "EUR".equals(best.currency())
        && (context.country().isEmpty() || context.country().equals("DE"))) {
      BigDecimal top = pay.upper().orElse(BigDecimal.ZERO);
      statutory
          .on(context.date())
          .filter(v -> top.compareTo(v.minimumWage()) < 0)
          .ifPresent(_ -> flags.add(Flag.BELOW_MINWAGE));
    }
    return new PayOffer(
        pay,
        repaired.quote(best.from(), best.to()),
        repaired.origin(best.from()),
        repaired.originEnd(best.to()),
        best.confidence(),
        flags);
  }

  private static Pay pay(
      PayCandidate candidate,
      PayMasks masks,
      @Nullable String tariff,
      List<String> variable,
      List<Pay> others) {
    int from = Math.max(0, candidate.from() - 120);
    int to = candidate.to() + 120;
    return new Pay(
        candidate.min(),
        candidate.max(),
        candidate.currency(),
        candidate.unit(),
        candidate.unitSaid() ? UnitBasis.STATED : UnitBasis.INFERRED,
        candidate.detail(),
        candidate.gross(),
        masks.hoursIn(from, to).orElse(null),
        masks.salariesIn(from, to).orElse(null),
        tariff,
        Basis.STATED,
        candidate.approximate(),
        candidate.negotiable(),
        null,
        variable,
        others);
  }

  private PayOffer reference(
      PayScale scale, RepairedText repaired, PayContext context, Set<Flag> flags) {
    BigDecimal min = null;
    BigDecimal max = null;
    Unit unit = scale.group() == null ? null : Unit.MONTH;
    if (scale.agreement().equals(PayScale.MINIMUM_WAGE)) {
      min = statutory.on(context.date()).map(StatutoryPay.Values::minimumWage).orElse(null);
      max = min;
      unit = Unit.HOUR;
    } else {
      Optional<PayScaleTable.Span> span = scales.on(scale, context.date());
      min = span.filter(_ -> !scale.upTo()).map(PayScaleTable.Span::min).orElse(null);
      max = span.map(PayScaleTable.Span::max).orElse(null);
      if (span.isEmpty() && !scale.like() && scales.knows(scale)) {
        flags.add(Flag.TARIFF_STALE);
      }
    }
    boolean amount = max != null;
    Pay pay =
        new Pay(
            min,
            max,
            "EUR",
            unit,
            UnitBasis.STATED,
            null,
            true,
            null,
            null,
            scale.label(),
            Basis.TARIFF,
            false,
            false,
            null,
            List.of(),
            List.of());
    return new PayOffer(
        pay,
        repaired.quote(scale.from(), scale.to()),
        repaired.origin(scale.from()),
        repaired.originEnd(scale.to()),
        amount || scale.group() == null ? Confidence.MEDIUM : Confidence.HIGH,
        new java.util.HashSet<>(new ArrayList<>(flags)));
  }
}
