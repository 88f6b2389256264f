package stellwerk.indexer.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.normalise.Annualiser;
import stellwerk.indexer.normalise.PayContext;
import stellwerk.indexer.normalise.PayReader;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.WorkingTime;
import tools.jackson.databind.JsonNode;

/// Evaluates the year's pay against rows of the kind `annualise`: pay as read, with what is known
/// of the employment, to annual ends, method and whether it is an estimate.
public final class AnnualEvaluation {
  private final PayReader reader;
  private final LocalDate today;

  /// Evaluates with the values of a day where a row names none.
  public AnnualEvaluation(PayReader reader, LocalDate today) {
    this.reader = reader;
    this.today = today;
  }

  /// Computes all rows and compares.
  public Evaluation evaluate(List<GoldRow> rows) {
    return new Evaluation("annualise", rows.stream().map(this::outcome).toList());
  }

  private Outcome outcome(GoldRow row) {
    JsonNode in = row.labels().path("in");
    JsonNode out = row.labels().path("out");
    PayContext context = context(in);
    Pay pay = in.has("tariff") ? tariff(in.path("tariff"), context) : pay(in);
    boolean employed =
        !in.has("employment") || !GoldRow.words(in, "employment").orElse("").equals("FREELANCE");
    Pay.Annual annual = Annualiser.annual(pay, context, employed);
    Map<String, String> actual = new HashMap<>();
    put(actual, "annualMin", annual.min());
    put(actual, "annualMax", annual.max());
    actual.put("method", annual.method());
    actual.put("estimate", String.valueOf(annual.estimate()));
    Optional<Pay.Annual> full = Annualiser.fullTimeEquivalent(pay, annual, context);
    if (out.has("annualFteMin") && full.isPresent()) {
      put(actual, "annualFteMin", full.get().min());
      put(actual, "annualFteMax", full.get().max());
    }
    if (out.has("monthMin") || out.has("hourMin")) {
      put(actual, out.has("monthMin") ? "monthMin" : "hourMin", pay.min());
      put(actual, "monthMax", out.has("monthMax") ? pay.max() : null);
    }
    return Outcome.of(row.id(), expected(out), actual);
  }

  private static Map<String, String> expected(JsonNode out) {
    Map<String, String> labels = new HashMap<>();
    for (String field :
        List.of(
            "annualMin",
            "annualMax",
            "annualFteMin",
            "annualFteMax",
            "monthMin",
            "monthMax",
            "hourMin")) {
      put(labels, field, GoldRow.number(out, field).orElse(null));
    }
    labels.put("method", GoldRow.words(out, "method").orElse(""));
    labels.put("estimate", String.valueOf(out.path("estimate").asBoolean(false)));
    return labels;
  }

  private Pay tariff(JsonNode tariff, PayContext context) {
    String agreement =
        GoldRow.words(tariff, "agreement")
            .orElse("")
            .replace("TVoeD", "TVöD")
            .replace("-VKA", " VKA");
    String words =
        agreement.equals("MiLoG")
            ? "Bezahlung nach gesetzlichem Mindestlohn"
            : "Vergütung nach "
                + agreement
                + " "
                + GoldRow.words(tariff, "group").orElse("")
                + GoldRow.number(tariff, "workloadPct").map(p -> " (" + p + " %)").orElse("");
    RawPosting raw =
        RawPosting.at(new SiteId("gold"), "row", URI.create("https://gold.invalid/row")).build();
    return reader
        .read(raw, new PostingText("", words, List.of(), "de"), context)
        .fact()
        .known()
        .orElseThrow(() -> new IllegalStateException("no pay scale read from: " + words));
  }

  private static Pay pay(JsonNode in) {
    return new Pay(
        GoldRow.number(in, "min").orElse(null),
        GoldRow.number(in, "max").orElse(null),
        GoldRow.words(in, "currency").orElse(null),
        GoldRow.words(in, "period").map(Pay.Unit::valueOf).orElse(null),
        Pay.UnitBasis.STATED,
        null,
        GoldRow.words(in, "gross").map("gross"::equals).orElse(null),
        GoldRow.number(in, "weeklyHours").map(h -> new Pay.Hours(h, h)).orElse(null),
        GoldRow.number(in, "payments").orElse(null),
        null,
        Pay.Basis.STATED,
        false,
        false,
        null,
        List.of(),
        List.of());
  }

  private PayContext context(JsonNode in) {
    String employment = GoldRow.words(in, "employment").orElse("");
    Set<WorkingTime> time = EnumSet.noneOf(WorkingTime.class);
    if (employment.equals("MINIJOB")) {
      time.add(WorkingTime.MINIJOB);
    }
    GoldRow.words(in, "workload").map(WorkingTime::valueOf).ifPresent(time::add);
    Set<Contract> contract = employment.equals("FREELANCE") ? Set.of(Contract.FREELANCE) : Set.of();
    LocalDate day =
        GoldRow.words(in, "start")
            .or(() -> GoldRow.words(in, "asOf"))
            .map(LocalDate::parse)
            .orElse(today);
    return new PayContext(GoldRow.words(in, "country").orElse(""), time, contract, null, day);
  }

  private static void put(Map<String, String> values, String field, @Nullable BigDecimal number) {
    if (number != null) {
      values.put(field, PayEvaluation.plain(number.setScale(2, RoundingMode.HALF_UP)));
    }
  }
}
