package stellwerk.crawler.adapter.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;

/// Reads `baseSalary` and `estimatedSalary` of schema.org: amounts as written, the unit where it
/// stands, never a default.
final class JobPostingPay {
  /// A number with or without separators; everything else is words.
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,'’ \\u00A0]{0,20}");

  private static final Pattern NOTHING =
      Pattern.compile("[+-]?0+(?:[.,]0+)?|-1(?:[.,]0+)?|null|N/A");

  private JobPostingPay() {}

  static void read(RawPosting.Builder posting, Thing job, Origin at) {
    String currency = job.words("salaryCurrency");
    for (Thing salary : job.all("baseSalary")) {
      amount(posting, salary, currency, null, at.at("baseSalary"));
    }
    for (Thing salary : job.all("estimatedSalary")) {
      amount(posting, salary, currency, "true", at.at("estimatedSalary"));
    }
  }

  private static void amount(
      RawPosting.Builder posting,
      Thing salary,
      @Nullable String jobCurrency,
      @Nullable String estimated,
      String at) {
    String outerCurrency = salary.words("currency");
    if (outerCurrency == null) {
      outerCurrency = salary.words("priceCurrency");
    }
    Thing value = salary.first("value");
    List<Thing> values = value.isMissing() ? List.of(salary) : salary.all("value");
    for (Thing one : values) {
      Map<RawPay.Part, @Nullable String> parts = new HashMap<>();
      parts.put(RawPay.Part.ESTIMATED, estimated);
      parts.put(RawPay.Part.CURRENCY, first(outerCurrency, one.words("currency"), jobCurrency));
      parts.put(
          RawPay.Part.UNIT,
          first(
              one.words("unitText"),
              salary.words("unitText"),
              one.words("unitCode"),
              salary.words("unitCode"),
              one.words("duration"),
              salary.words("duration")));
      number(
          parts,
          RawPay.Part.MIN,
          first(
              one.words("minValue"),
              one.words("minPrice"),
              one.words("percentile10"),
              salary.words("minValue")));
      number(
          parts,
          RawPay.Part.MAX,
          first(
              one.words("maxValue"),
              one.words("maxPrice"),
              one.words("percentile90"),
              salary.words("maxValue")));
      number(
          parts,
          RawPay.Part.VALUE,
          first(one.words(), one.words("value"), one.words("price"), one.words("median")));
      posting.pay(parts, at);
    }
  }

  private static @Nullable String first(@Nullable String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  /// An amount where it is a number, words where it is not, nothing where it says nothing.
  private static void number(
      Map<RawPay.Part, @Nullable String> parts, RawPay.Part part, @Nullable String raw) {
    String words = Repaired.plain(raw).text();
    if (words == null || words.isBlank() || NOTHING.matcher(words).matches()) {
      return;
    }
    if (NUMBER.matcher(words).matches()) {
      parts.put(part, words);
    } else if (part == RawPay.Part.VALUE) {
      parts.put(RawPay.Part.TEXT, words);
    } else {
      parts.merge(RawPay.Part.TEXT, words, (before, more) -> before + " – " + more);
    }
  }
}
