package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Evidence.Origin;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay;

/// Reads what a posting offers, from its structured data and its words (`normalisation.md` §1).
///
/// Pure and safe for use by many threads at once. An amount is kept as published; money that no
/// word claims as pay is not pay.
public final class PayReader {
  private final PayInText inText;
  private final PayField inField;

  /// A reader with the statutory values that come with the program.
  public PayReader() {
    this(StatutoryPay.bundled());
  }

  public PayReader(StatutoryPay statutory) {
    inText = new PayInText(statutory, PayScaleTable.bundled());
    inField = new PayField(inText);
  }

  /// What one place of a posting said.
  private record Place(PayInText.Read read, String at, Origin origin) {
    Set<Flag> flags() {
      return read.flags();
    }
  }

  /// Reads the pay of a posting: structured data first, checked against the words; then words made
  /// for pay, the title, the description.
  public Reading<Pay> read(RawPosting raw, PostingText text, PayContext context) {
    Place structured = structured(raw, context);
    Place words = words(raw, text, context);
    if (structured != null && structured.read().known()) {
      return merged(structured, words, context);
    }
    if (words != null && words.read().known()) {
      return reading(words, context, words.flags());
    }
    Place unread = structured != null && structured.read().offer() != null ? structured : words;
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (structured != null) {
      flags.addAll(structured.flags());
    }
    if (words != null) {
      flags.addAll(words.flags());
    }
    if (unread == null || unread.read().offer() == null) {
      return new Reading<>(Fact.unstated(), flags);
    }
    PayOffer offer = unread.read().offer();
    return new Reading<>(
        Fact.unreadable(new Evidence(offer.quote(), unread.origin(), Confidence.LOW, unread.at())),
        flags);
  }

  private @Nullable Place structured(RawPosting raw, PayContext context) {
    Place best = null;
    List<Pay> others = new ArrayList<>();
    for (RawPay pay : raw.pays()) {
      Place next = new Place(inField.read(pay, context), pay.at(), Origin.STRUCTURED);
      if (best == null
          || (!best.read().known() && (next.read().known() || best.read().offer() == null))) {
        best = next;
      } else if (next.read().known()
          && next.read().offer() != null
          && next.read().offer().pay() != null) {
        others.add(next.read().offer().pay());
      }
    }
    if (best == null || best.read().offer() == null || best.read().offer().pay() == null) {
      return best;
    }
    Pay first = best.read().offer().pay();
    List<Pay> distinct = others.stream().filter(o -> !o.equals(first)).distinct().toList();
    if (distinct.isEmpty()) {
      return best;
    }
    Set<Flag> flags = EnumSet.of(Flag.MULTIPLE_AMOUNTS);
    flags.addAll(best.flags());
    PayOffer offer = best.read().offer();
    PayOffer with =
        new PayOffer(
            PayParts.of(first).alternatives(distinct).pay(),
            offer.quote(),
            offer.from(),
            offer.to(),
            offer.confidence(),
            flags);
    return new Place(new PayInText.Read(with, flags), best.at(), best.origin());
  }

  private @Nullable Place words(RawPosting raw, PostingText text, PayContext context) {
    List<Place> places = new ArrayList<>();
    for (Words words : raw.all(RawField.PAY)) {
      Origin origin = words.structured() ? Origin.STRUCTURED : Origin.TEXT;
      places.add(
          new Place(inText.read(words.text(), context, true, _ -> true), words.at(), origin));
    }
    places.add(
        new Place(inText.read(text.title(), context, false, _ -> false), "title", Origin.TEXT));
    PayInText.Read description =
        inText.read(text.searched(), context, false, at -> offered(text, at));
    PayOffer offer = description.offer();
    String at = offer == null ? "description" : "description " + offer.from() + "-" + offer.to();
    places.add(new Place(description, at, Origin.TEXT));
    Place best = null;
    for (Place place : places) {
      boolean better =
          best == null
              || (place.read().amount() && !best.read().amount())
              || (place.read().known() && !best.read().known())
              || (place.read().offer() != null && best.read().offer() == null)
              || (best.read().offer() == null && !place.flags().isEmpty());
      best = better ? place : best;
    }
    return best;
  }

  private static boolean offered(PostingText text, int at) {
    for (PostingText.Passage passage : text.passages()) {
      if (at >= passage.from() && at < passage.to()) {
        return passage.kind() == PostingText.Kind.OFFER;
      }
    }
    return false;
  }

  /// A field that the words confirm is sure; one that they contradict is less so.
  private Reading<Pay> merged(Place field, @Nullable Place words, PayContext context) {
    PayOffer offer = field.read().offer();
    if (words == null
        || offer == null
        || offer.pay() == null
        || words.read().offer() == null
        || words.read().offer().pay() == null) {
      return reading(field, context, field.flags());
    }
    Pay said = offer.pay();
    Pay told = words.read().offer().pay();
    if (said.basis() == Pay.Basis.ESTIMATED && words.read().amount()) {
      return reading(words, context, words.flags());
    }
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(field.flags());
    boolean amounts = words.read().amount();
    if (amounts && conflict(field, words)) {
      flags.add(Flag.CURRENCY_CONFLICT);
    }
    boolean agree = amounts && agree(said, told);
    boolean sameUnit = said.unit() == told.unit() || said.unitBasis() == Pay.UnitBasis.INFERRED;
    Confidence confidence = offer.confidence();
    Pay pay = said;
    if (agree && sameUnit) {
      boolean statedNow =
          said.unitBasis() == Pay.UnitBasis.INFERRED && told.unitBasis() == Pay.UnitBasis.STATED;
      pay = PayParts.of(said).filledFrom(told, statedNow).pay();
      if (statedNow) {
        flags.remove(Flag.UNIT_INFERRED);
        confidence = Confidence.HIGH;
      }
    } else if (amounts && (flags.contains(Flag.CURRENCY_CONFLICT) || !consistent(said, told))) {
      flags.add(Flag.FIELD_TEXT_MISMATCH);
      confidence = confidence == Confidence.HIGH ? Confidence.MEDIUM : confidence;
    } else if (!amounts && told.tariff() != null) {
      pay = PayParts.of(said).tariff(told.tariff()).pay();
    }
    PayOffer better = new PayOffer(pay, offer.quote(), offer.from(), offer.to(), confidence, flags);
    return reading(
        new Place(new PayInText.Read(better, flags), field.at(), field.origin()), context, flags);
  }

  /// Whether field and words each say a currency, and not the same one. A guess, or a `$` of nobody
  /// knows where, contradicts nothing.
  private static boolean conflict(Place field, Place words) {
    return Stream.of(field, words)
            .noneMatch(place ->
                place.flags().contains(Flag.CURRENCY_INFERRED)
                    || place.flags().contains(Flag.CURRENCY_AMBIGUOUS))
        && Stream.of(field, words)
                .map(place -> currency(place))
                .filter(currency -> !currency.isEmpty())
                .distinct()
                .count()
            > 1;
  }

  private static String currency(Place place) {
    PayOffer offer = place.read().offer();
    Pay pay = offer == null ? null : offer.pay();
    return pay == null || pay.currency() == null ? "" : pay.currency();
  }

  /// Whether two statements in the same currency share at least half of the narrower span.
  private static boolean agree(Pay a, Pay b) {
    if (a.currency() == null || !a.currency().equals(b.currency())) {
      return false;
    }
    double low = Math.max(bottom(a), bottom(b));
    double high = Math.min(top(a), top(b));
    double narrower = Math.min(top(a) - bottom(a), top(b) - bottom(b));
    return high >= low && (narrower <= 0 || (high - low) / narrower >= 0.5);
  }

  /// Whether a month in one place and a year in the other can mean the same.
  private static boolean consistent(Pay a, Pay b) {
    double factor =
        a.unit() == Pay.Unit.YEAR && b.unit() == Pay.Unit.MONTH
            ? top(a) / top(b)
            : a.unit() == Pay.Unit.MONTH && b.unit() == Pay.Unit.YEAR ? top(b) / top(a) : 0;
    return factor >= 11.5 && factor <= 15;
  }

  private static double top(Pay pay) {
    return pay.upper().map(BigDecimal::doubleValue).orElse(0d);
  }

  private static double bottom(Pay pay) {
    return pay.min() == null ? top(pay) : pay.min().doubleValue();
  }

  private static Reading<Pay> reading(Place place, PayContext context, Set<Flag> flags) {
    PayOffer offer = place.read().offer();
    if (offer == null || offer.pay() == null) {
      return new Reading<>(Fact.unstated(), flags);
    }
    boolean employed = context.contract().stream().anyMatch(PayReader::employment);
    Pay.Annual annual = Annualiser.annual(offer.pay(), context, employed);
    Pay pay =
        annual.min() == null && annual.max() == null ? offer.pay() : offer.pay().withAnnual(annual);
    Origin origin =
        pay.basis() == Pay.Basis.TARIFF && (pay.min() != null || pay.max() != null)
            ? Origin.DERIVED
            : place.origin();
    Set<Flag> all = EnumSet.noneOf(Flag.class);
    all.addAll(flags);
    all.addAll(offer.flags());
    return new Reading<>(
        Fact.known(pay, new Evidence(offer.quote(), origin, offer.confidence(), place.at())), all);
  }

  private static boolean employment(Contract contract) {
    return switch (contract) {
      case PERMANENT,
          FIXED_TERM,
          TEMP_AGENCY,
          INTERN,
          WORKING_STUDENT,
          APPRENTICE,
          DUAL_STUDY,
          TRAINEE ->
          true;
      case OPEN_ENDED_GIG, FREELANCE, VOLUNTEER -> false;
    };
  }
}
