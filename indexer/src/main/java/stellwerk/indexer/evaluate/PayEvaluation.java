package stellwerk.indexer.evaluate;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.normalise.PayContext;
import stellwerk.indexer.normalise.PayReader;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.normalise.Reading;
import stellwerk.indexer.posting.Pay;
import tools.jackson.databind.JsonNode;

/// Evaluates the reader of pay against rows of the kind `pay`: text, or a piece of structured data,
/// with kind, ends, currency and unit; for a pay scale agreement, group, limit and workload.
public final class PayEvaluation {
  private final PayReader reader;
  private final LocalDate today;

  /// Evaluates with the values of a day: pay scales and statutory values are dated.
  public PayEvaluation(PayReader reader, LocalDate today) {
    this.reader = reader;
    this.today = today;
  }

  /// Reads all rows and compares.
  public Evaluation evaluate(List<GoldRow> rows) {
    return new Evaluation("pay", rows.stream().map(this::outcome).toList());
  }

  /// Reads one row and compares.
  public Outcome outcome(GoldRow row) {
    return Outcome.of(row.id(), expected(row), actual(read(row)));
  }

  /// What the reader says of a row.
  public Reading<Pay> read(GoldRow row) {
    String text = row.words("text").orElse("");
    PayContext context = PayContext.of(row.words("country").orElse("DE"), today);
    RawPosting.Builder raw =
        RawPosting.at(new SiteId("gold"), row.id(), URI.create("https://gold.invalid/" + row.id()));
    boolean json = text.startsWith("{");
    if (json) {
      raw.pay(parts(GoldRow.json(text)), "json-ld baseSalary");
    }
    String words = json ? "" : text;
    PostingText.Passage whole =
        new PostingText.Passage(PostingText.Kind.OTHER, "", 0, words.length());
    return reader.read(raw.build(), new PostingText("", words, List.of(whole), "de"), context);
  }

  private static Map<String, String> expected(GoldRow row) {
    Map<String, String> labels = new HashMap<>();
    String kind = row.words("kind").orElse("none");
    if (kind.equals("none")) {
      return labels;
    }
    labels.put("kind", kind);
    if (kind.equals("tariff")) {
      labels.put("tariff", tariff(row.labels().path("tariff")));
      return labels;
    }
    row.number("min").ifPresent(min -> labels.put("min", plain(min)));
    row.number("max").ifPresent(max -> labels.put("max", plain(max)));
    row.words("currency").ifPresent(currency -> labels.put("currency", currency));
    row.words("period").ifPresent(unit -> labels.put("unit", unit));
    return labels;
  }

  private static Map<String, String> actual(Reading<Pay> reading) {
    Map<String, String> values = new HashMap<>();
    Optional<Pay> known = reading.fact().known();
    if (known.isEmpty()) {
      return values;
    }
    Pay pay = known.get();
    values.put("kind", kind(pay));
    if (pay.basis() == Pay.Basis.TARIFF) {
      values.put("tariff", String.valueOf(pay.tariff()));
      return values;
    }
    put(values, "min", pay.min() == null ? null : plain(pay.min()));
    put(values, "max", pay.max() == null ? null : plain(pay.max()));
    put(values, "currency", pay.currency());
    put(values, "unit", pay.unit() == null ? null : pay.unit().name());
    return values;
  }

  private static String kind(Pay pay) {
    if (pay.basis() == Pay.Basis.TARIFF) {
      return "tariff";
    }
    if (pay.max() == null) {
      return "from";
    }
    if (pay.min() == null) {
      return "upto";
    }
    return pay.min().compareTo(pay.max()) == 0 ? "exact" : "range";
  }

  /// The label of a pay scale, put together from its labelled parts.
  private static String tariff(JsonNode tariff) {
    String agreement =
        GoldRow.words(tariff, "agreement").orElse("").replace("TVoeD", "TVöD").replace('_', ' ');
    String name =
        switch (agreement) {
          case "TVöD-SuE", "TVöD-P" -> agreement;
          case "MiLoG" -> "Mindestlohn";
          case "AVR-Caritas" -> "AVR Caritas";
          case "AVR-Diakonie" -> "AVR Diakonie";
          default -> agreement.startsWith("TVöD-") ? "TVöD" : agreement;
        };
    StringBuilder label = new StringBuilder();
    if (tariff.path("modality").isString()) {
      label.append("angelehnt an ");
    }
    label.append(name);
    boolean upTo = GoldRow.words(tariff, "limit").filter("upto"::equals).isPresent();
    GoldRow.words(tariff, "group")
        .ifPresent(group -> label.append(upTo ? " bis " : " ").append(spaced(group)));
    GoldRow.words(tariff, "groupTo")
        .ifPresent(group -> label.append(" bis ").append(spaced(group)));
    GoldRow.number(tariff, "step").ifPresent(step -> label.append(" Stufe ").append(step));
    GoldRow.number(tariff, "workloadPct")
        .ifPresent(percent -> label.append(" (").append(percent).append(" %)"));
    return label.toString();
  }

  private static String spaced(String group) {
    return group.replaceFirst("^([A-Z]{1,2})(\\d)", "$1 $2");
  }

  /// The parts of a MonetaryAmount in any of its shapes, or of the fields of the Bundesagentur.
  static Map<RawPay.Part, @Nullable String> parts(JsonNode json) {
    Map<RawPay.Part, @Nullable String> parts = new EnumMap<>(RawPay.Part.class);
    JsonNode value = json.path("value").isObject() ? json.path("value") : json;
    parts.put(RawPay.Part.CURRENCY, text(json, "currency", "salaryCurrency"));
    parts.put(RawPay.Part.MIN, text(value, "minValue", "gehaltsspanneVon"));
    parts.put(RawPay.Part.MAX, text(value, "maxValue", "gehaltsspanneBis"));
    parts.put(RawPay.Part.VALUE, text(value, "value", "festgehalt", "baseSalary"));
    String unit = text(value, "unitText", "verguetungsangabe");
    parts.put(RawPay.Part.UNIT, unit == null ? text(json, "unitText") : unit);
    if (json.has("verguetungsangabe")) {
      parts.put(RawPay.Part.CURRENCY, "EUR");
    }
    return parts;
  }

  private static @Nullable String text(JsonNode node, String... names) {
    for (String name : names) {
      JsonNode value = node.path(name);
      if (value.isString()) {
        return value.asString();
      }
      if (value.isNumber()) {
        return value.decimalValue().toPlainString();
      }
    }
    return null;
  }

  private static void put(Map<String, String> values, String field, @Nullable String value) {
    if (value != null) {
      values.put(field, value);
    }
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0
        ? "0"
        : number.stripTrailingZeros().toPlainString().toLowerCase(Locale.ROOT);
  }
}
