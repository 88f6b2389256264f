package stellwerk.crawler.adapter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class FlightDataTest {
  @Test
  void chunksAreOneTextHoweverTheyWereCut() {
    String page =
        "<script>self.__next_f.push([0])</script>"
            + "<script>self.__next_f.push([1,\"a:{\\\"jobs\\\":[1,\"]);self.__next_f.push([1,\"2]}\"])</script>";

    String text = FlightData.text(Jsoup.parse(page));

    assertThat(text).isEqualTo("a:{\"jobs\":[1,2]}");
    assertThat(FlightData.named(text, "jobs").getFirst().size()).isEqualTo(2);
  }

  @Test
  void theObjectThatHasTheFieldItselfIsFound() {
    String text =
        "3:[\"$\",{\"a\":{\"b\":1},\"job\":{\"skills\":[{\"x\":\"}\"}],\"id\":\"7\",\"o\":{}}}]";

    assertThat(FlightData.holding(text, "id")).hasSize(1);
    assertThat(Json.text(FlightData.holding(text, "id").getFirst(), "id")).isEqualTo("7");
  }

  @Test
  void whatIsCutOffIsNothing() {
    assertThat(FlightData.named("\"jobs\":[1,", "jobs")).isEmpty();
    assertThat(FlightData.named("\"jobs\":\"words\",", "jobs")).isEmpty();
    assertThat(FlightData.text(Jsoup.parse("<script>self.__next_f.push([1,\"x</script>")))
        .isEmpty();
  }

  @Test
  void hostilePagesStayCheap() {
    String pushes = "self.__next_f.push([1,".repeat(50_000);
    String fields = "{\"id\":[".repeat(150_000);

    assertThat(FlightData.text(Jsoup.parse("<script>" + pushes + "</script>"))).isEmpty();
    assertThat(FlightData.named(fields, "id")).isEmpty();
    assertThat(FlightData.holding(fields, "id")).isEmpty();
  }
}
