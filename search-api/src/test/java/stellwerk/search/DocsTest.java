package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stellwerk.search.house.House;
import stellwerk.search.http.Problem;

class DocsTest {
  private static final Pattern ASKED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  private final House house = new House();

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void theDescriptionForPeopleAsksNobodyElse() {
    HttpResponse<String> page = house.get("/docs/");
    List<String> asked = new ArrayList<>();
    Matcher matcher = ASKED.matcher(page.body());
    while (matcher.find()) {
      asked.add(matcher.group(1));
    }

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self'");
    assertThat(asked).contains("/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js");
    for (String address : asked) {
      assertThat(address).matches("/.*|data:,");
      if (address.startsWith("/")) {
        assertThat(house.get(address).statusCode()).as(address).isEqualTo(200);
      }
    }
    assertThat(house.get("/docs/docs.js").body()).contains("/openapi.yaml", "validatorUrl: null");
    assertThat(house.get("/docs").headers().firstValue("Location")).contains("/docs/");
    assertThat(house.get("/docs/pom.xml").statusCode()).isEqualTo(404);
    assertThat(house.get("/openapi.yaml").body()).doesNotContain("jsonSchemaDialect");
  }

  @ParameterizedTest
  @EnumSource(Problem.Code.class)
  void everyProblemHasAPageAtItsType(Problem.Code code) {
    String path = "/docs/problems/" + code.key().replace('_', '-');

    assertThat(house.get(path).body())
        .contains("<html lang=\"de\">", code.key(), "" + code.status());
    assertThat(house.get(path, "Accept-Language", "en").body()).contains("<html lang=\"en\">");
    assertThat(house.get("/docs/problems/").body()).contains(path);
    assertThat(house.get("/openapi.yaml").body()).contains("\"" + code.key() + "\"");
  }

  @Test
  void aProblemLeadsToItsPage() {
    String problem = house.get("/v1/jobs?x=1").body();

    assertThat(problem).contains("\"type\":\"/docs/problems/unknown-parameter\"");
    assertThat(house.get("/docs/problems/nothing").statusCode()).isEqualTo(404);
  }
}
