package stellwerk.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.crawler.verdict.Verdict;

/// A site on loopback goes wrong as scripted: the crawl ends with the verdict that was scripted,
/// closes nothing, says so in the site's state, and is well again when the site is.
class ScriptedFaultsTest {
  private static final int JOBS = 8;

  @TempDir private Path folder;

  /// What goes wrong, and what a crawl must make of it.
  enum Script implements BoardSite.Fault {
    ERROR_500(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        send(exchange, 500, "text/plain", "kaputt");
      }
    },
    LIST_IS_GONE(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        send(exchange, 404, "text/plain", "nicht hier");
      }
    },
    EMPTY_LIST(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        send(exchange, 200, "application/json", "{\"jobs\":[],\"meta\":{\"total\":0}}");
      }
    },
    LOGIN_WALL(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        send(
            exchange,
            200,
            "text/html",
            "<html><head><title>Anmelden</title></head><body><form><input type=password></form></body></html>");
      }
    },
    LAYOUT_CHANGE(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        send(exchange, 200, "application/json", "{\"positions\":[],\"count\":8}");
      }
    },
    FEWER_THAN_DECLARED(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        send(exchange, 200, "application/json", "{\"jobs\":[],\"meta\":{\"total\":8}}");
      }
    },
    FORBIDDEN(Verdict.BLOCKED) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        send(exchange, 403, "text/plain", "nein");
      }
    },
    TOO_MANY(Verdict.BLOCKED) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "3600");
        send(exchange, 429, "text/plain", "zu viel");
      }
    },
    REDIRECT_ELSEWHERE(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "https://elsewhere.example/");
        send(exchange, 302, "text/plain", "");
      }
    },
    TRUNCATED(Verdict.EMPTY_SUSPECT) {
      @Override
      public void answer(HttpExchange exchange) throws IOException {
        byte[] body = "{\"jobs\":[".getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 5_000);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        throw new IOException("cut as scripted");
      }
    };

    private final Verdict verdict;

    Script(Verdict verdict) {
      this.verdict = verdict;
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
        throws IOException {
      byte[] body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @ParameterizedTest
  @EnumSource(Script.class)
  void aCrawlEndsAsScriptedAndClosesNothing(Script script) throws IOException {
    String[] titles =
        IntStream.range(0, JOBS).mapToObj(i -> "KI-Trainer (m/w/d) " + i).toArray(String[]::new);
    try (BoardSite board = BoardSite.of(titles)) {
      Configuration configuration = Configuration.read(board.installation(folder, "brett"));
      Site site = configuration.sites().getFirst();
      try (Wiring wiring = Wiring.open(configuration)) {
        assertThat(wiring.crawl(site).verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(wiring.upkeep().state(site).health().state()).isEqualTo(SiteState.OK);
        long change = wiring.changeNumber();

        board.goWrong(script);
        CrawlReport report = wiring.crawl(site);

        assertThat(report.verdict()).as(report.reason()).isEqualTo(script.verdict);
        assertThat(report.items().closed()).isZero();
        assertThat(wiring.changeNumber()).isEqualTo(change);
        assertThat(wiring.upkeep().state(site).health().state()).isEqualTo(SiteState.BROKEN);
      }
    }
  }
}
