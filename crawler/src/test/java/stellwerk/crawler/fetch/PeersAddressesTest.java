package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Peers' cases about addresses that must not be asked. Their other cases are about a mocked
/// client; ours go through sockets in `HttpSafetyTest`.
class PeersAddressesTest {
  private static final Path CASES =
      Path.of(
          System.getProperty("stellwerk.root", "."),
          "../shared/real/conformance/http/colophon-group+jobseek/test_ssrf.json");

  @Test
  void privateAddressesAreForbiddenAndPublicOnesAreNot() throws IOException {
    assumeTrue(Files.exists(CASES), "SKIPPED: peers' cases are not at " + CASES);
    JsonNode tests = JsonMapper.builder().build().readTree(Files.readString(CASES)).path("tests");
    List<String> differing = new ArrayList<>();
    int checked = 0;
    for (JsonNode test : tests) {
      JsonNode check = test.path("steps").path(0).path("check");
      if (check.path("of").asString("").equals("is_private_ip(addr)")) {
        boolean expected = check.path("expected").asBoolean();
        for (JsonNode address : test.path("params").path(0).path("cases")) {
          checked++;
          if (AddressGuard.forbidden(InetAddress.ofLiteral(address.asString())) != expected) {
            differing.add(address.asString());
          }
        }
      }
    }

    assertThat(differing).isEmpty();
    assertThat(checked).isEqualTo(22);
  }
}
