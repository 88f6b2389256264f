package stellwerk.indexer.normalise;

import static stellwerk.crawler.site.RawPay.Part.CURRENCY;
import static stellwerk.crawler.site.RawPay.Part.ESTIMATED;
import static stellwerk.crawler.site.RawPay.Part.MAX;
import static stellwerk.crawler.site.RawPay.Part.MIN;
import static stellwerk.crawler.site.RawPay.Part.TEXT;
import static stellwerk.crawler.site.RawPay.Part.UNIT;
import static stellwerk.crawler.site.RawPay.Part.VALUE;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawPay;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Pay.Basis;
import stellwerk.indexer.posting.Pay.Unit;
import stellwerk.indexer.posting.Pay.UnitBasis;

/// Reads pay from a field of structured data (`normalisation.md` §1.14).
final class PayField {
  private final PayInText inText;

  PayField(PayInText inText) {
    this.inText = inText;
  }

  /// Reads one structured pay; words in a number's place are read as words.
  PayInText.Read read(RawPay raw, PayContext context) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    BigDecimal value = amount(raw, VALUE);
    BigDecimal min = amount(raw, MIN);
    BigDecimal max = amount(raw, MAX);
    if (min == null && max == null) {
      min = value;
      max = value;
    }
    if (min == null && max == null) {
      return words(raw, context);
    }
    if (min != null && max != null && min.compareTo(max) > 0) {
      BigDecimal low = max;
      max = min;
      min = low;
      flags.add(Flag.RANGE_INVERTED);
    }
    boolean estimated = raw.part(ESTIMATED).map(Boolean::parseBoolean).orElse(false);
    if (estimated) {
      flags.add(Flag.AGGREGATOR_ESTIMATE);
    }
    String currency =
        raw.part(CURRENCY).flatMap(PayCurrency::code).or(() -> inWords(raw)).orElse(null);
    if (currency == null) {
      currency = PayCurrency.ofCountry(context.country()).orElse(null);
      flags.add(currency == null ? Flag.BARE_NUMBER : Flag.CURRENCY_INFERRED);
    }
    if (currency == null) {
      return new PayInText.Read(unread(raw, flags), flags);
    }
    BigDecimal top = max != null ? max : min == null ? BigDecimal.ZERO : min;
    Optional<Unit> said = raw.part(UNIT).flatMap(PayUnits::ofField);
    Optional<Unit> unit = said.or(() -> textUnit(raw));
    boolean stated = unit.isPresent();
    String code = currency;
    Unit read = unit.or(() -> PayUnits.inferred(top, code)).orElse(null);
    if (read == null || !plausible(min, read, code) || !plausible(max, read, code)) {
      flags.add(Flag.IMPLAUSIBLE);
      return new PayInText.Read(unread(raw, flags), flags);
    }
    if (!stated) {
      flags.add(Flag.UNIT_INFERRED);
    }
    Pay pay =
        new Pay(
            min,
            max,
            code,
            read,
            stated ? UnitBasis.STATED : UnitBasis.INFERRED,
            null,
            null,
            null,
            null,
            null,
            estimated ? Basis.ESTIMATED : Basis.STATED,
            false,
            false,
            null,
            List.of(),
            List.of());
    Confidence confidence =
        estimated || flags.contains(Flag.CURRENCY_INFERRED)
            ? Confidence.LOW
            : stated ? Confidence.HIGH : Confidence.MEDIUM;
    return new PayInText.Read(
        new PayOffer(pay, quote(raw), 0, quote(raw).length(), confidence, flags), flags);
  }

  private PayInText.Read words(RawPay raw, PayContext context) {
    String text =
        Stream.of(VALUE, MIN, MAX, TEXT)
            .flatMap(part -> raw.part(part).stream())
            .filter(words ->
                words.chars().anyMatch(Character::isLetter)
                    || words.chars().anyMatch(c -> c == '-' || c == '–'))
            .findFirst()
            .or(() -> raw.part(TEXT).filter(PayField::hasMoney))
            .orElse("");
    if (text.isEmpty()) {
      return new PayInText.Read(null, Set.of());
    }
    String currency = raw.part(CURRENCY).flatMap(PayCurrency::code).orElse("");
    boolean signed = PayAmounts.in(text).stream().anyMatch(sum -> sum.currency() != null);
    String unit = raw.part(UNIT).flatMap(PayUnits::ofField).map(PayField::german).orElse("");
    boolean said = PayUnits.first(new SearchText(text), 0, text.length()).isPresent();
    String whole = text + (signed || currency.isEmpty() ? "" : " " + currency) + (said ? "" : unit);
    PayInText.Read read = inText.read(whole, context, true, _ -> true);
    PayOffer offer = read.offer();
    return offer == null
        ? read
        : new PayInText.Read(
            new PayOffer(offer.pay(), text, 0, text.length(), offer.confidence(), offer.flags()),
            read.flags());
  }

  /// Whether words without a letter are an amount all the same: "55.000 €".
  private static boolean hasMoney(String words) {
    return PayAmounts.in(words).stream()
        .anyMatch(sum -> sum.currency() != null && sum.max().signum() > 0);
  }

  private static String german(Unit unit) {
    return switch (unit) {
      case YEAR -> " pro Jahr";
      case MONTH -> " pro Monat";
      case WEEK -> " pro Woche";
      case DAY -> " pro Tag";
      case HOUR -> " pro Stunde";
      case TASK -> " pro Aufgabe";
    };
  }

  private static Optional<Unit> textUnit(RawPay raw) {
    return raw.part(TEXT)
        .flatMap(text -> PayUnits.first(new SearchText(text), 0, text.length()))
        .map(PayUnits.Said::unit);
  }

  private static Optional<String> inWords(RawPay raw) {
    return Stream.of(VALUE, MIN, MAX)
        .flatMap(part -> raw.part(part).stream())
        .flatMap(words -> PayAmounts.in(words).stream())
        .flatMap(sum -> Stream.ofNullable(sum.currency()))
        .findFirst();
  }

  private static boolean plausible(@Nullable BigDecimal amount, Unit unit, String currency) {
    return amount == null || PayUnits.plausible(amount, unit, currency);
  }

  private static PayOffer unread(RawPay raw, Set<Flag> flags) {
    String quote = quote(raw);
    return new PayOffer(null, quote, 0, quote.length(), Confidence.LOW, flags);
  }

  /// The parts as they came, in the order of schema.org.
  private static String quote(RawPay raw) {
    return Stream.of(MIN, MAX, VALUE, CURRENCY, UNIT)
        .flatMap(part -> raw.part(part).stream())
        .collect(Collectors.joining(" "));
  }

  /// A number, alone or with its currency; null if missing, zero, or words.
  private static @Nullable BigDecimal amount(RawPay raw, RawPay.Part part) {
    String words = raw.part(part).orElse("").strip();
    if (words.matches("\\d{1,12}\\.\\d{1,12}")) {
      BigDecimal plain = new BigDecimal(words);
      boolean grouped = words.matches("\\d{1,3}\\.\\d{3}") && !words.startsWith("0");
      return plain.signum() == 0
          ? null
          : grouped ? plain.movePointRight(3).setScale(0) : tidy(plain);
    }
    if (words.matches("\\d{1,12}(?:\\.\\d{1,12})?[eE][+]?\\d")) {
      return tidy(new BigDecimal(words));
    }
    List<PayAmounts.Expression> sums = PayAmounts.in(words);
    if (sums.size() != 1 || sums.getFirst().high() != null) {
      return null;
    }
    long rest =
        words.chars().filter(Character::isLetter).count()
            - words
                .substring(sums.getFirst().from(), sums.getFirst().to())
                .chars()
                .filter(Character::isLetter)
                .count();
    BigDecimal value = sums.getFirst().max();
    return rest > 0 || value.signum() <= 0 ? null : value;
  }

  private static BigDecimal tidy(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }
}
