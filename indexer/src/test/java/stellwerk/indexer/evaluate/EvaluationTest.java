package stellwerk.indexer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.normalise.PayReader;

class EvaluationTest {
  private static final Map<String, String> A = Map.of("min", "1");
  private static final Map<String, String> B = Map.of("min", "2");
  private static final Map<String, String> NOTHING = Map.of();

  @Test
  void precisionAndRecallAreAsCountedByHand() {
    Evaluation evaluation =
        new Evaluation(
            "pay",
            List.of(
                Outcome.of("right", A, A),
                Outcome.of("right too", B, B),
                Outcome.of("wrong", A, B),
                Outcome.of("missed", A, NOTHING),
                Outcome.of("invented", NOTHING, A),
                Outcome.of("nothing", NOTHING, NOTHING)));

    assertThat(evaluation.precision()).isEqualTo(2.0 / 4);
    assertThat(evaluation.recall()).isEqualTo(2.0 / 4);
    assertThat(evaluation.exact()).isEqualTo(3.0 / 6);
    assertThat(evaluation.invented()).isEqualTo(1.0 / 2);
    assertThat(evaluation.misses())
        .extracting(Outcome::id)
        .containsExactly("wrong", "missed", "invented");
  }

  @Test
  void anEmptyFileIsNoFailure() {
    Evaluation evaluation = new Evaluation("pay", List.of());

    assertThat(evaluation.precision()).isOne();
    assertThat(evaluation.recall()).isOne();
    assertThat(evaluation.invented()).isZero();
  }

  @Test
  void aRowOfPayIsComparedByField() {
    PayEvaluation evaluation = new PayEvaluation(new PayReader(), LocalDate.of(2026, 11, 22));
    GoldRow right =
        GoldRow.of(
            "{\"id\":\"a\",\"text\":\"Stundenlohn 16 €\",\"kind\":\"exact\",\"min\":16,\"max\":16,\"currency\":\"EUR\",\"period\":\"HOUR\"}");
    GoldRow wrong =
        GoldRow.of(
            "{\"id\":\"b\",\"text\":\"Stundenlohn ab 16 €\",\"kind\":\"exact\",\"min\":16,\"max\":16,\"currency\":\"EUR\",\"period\":\"HOUR\"}");
    GoldRow tariff =
        GoldRow.of(
            "{\"id\":\"c\",\"text\":\"bis EG 11 TV-L\",\"kind\":\"tariff\",\"tariff\":{\"agreement\":\"TV-L\",\"group\":\"E11\",\"limit\":\"upto\"}}");
    GoldRow none =
        GoldRow.of("{\"id\":\"d\",\"text\":\"Gehalt nach Vereinbarung\",\"kind\":\"none\"}");
    GoldRow field =
        GoldRow.of(
            "{\"id\":\"e\",\"text\":\"{\\\"currency\\\":\\\"EUR\\\",\\\"value\\\":{\\\"minValue\\\":15,\\\"maxValue\\\":18,\\\"unitText\\\":\\\"HOUR\\\"}}\",\"kind\":\"range\",\"min\":15,\"max\":18,\"currency\":\"EUR\",\"period\":\"HOUR\"}");

    assertThat(evaluation.evaluate(List.of(right, wrong, tariff, none, field)).outcomes())
        .extracting(Outcome::verdict)
        .containsExactly(
            Outcome.Verdict.RIGHT,
            Outcome.Verdict.WRONG,
            Outcome.Verdict.RIGHT,
            Outcome.Verdict.RIGHTLY_NONE,
            Outcome.Verdict.RIGHT);
  }
}
