package stellwerk.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Environment before file before default.
class EnvironmentTest {
  @TempDir private Path folder;

  private Configuration read(String text, Map<String, String> variables) throws IOException {
    Path file = folder.resolve("stellwerk.yaml");
    Files.writeString(file, text);
    return Configuration.read(file, new Environment(variables));
  }

  @Test
  void aVariableGoesBeforeTheFileAndTheFileBeforeTheDefault() throws IOException {
    Configuration read =
        read(
            "crawler: { contact: a@b.example }\nserver: { port: 81 }\n",
            Map.of("STELLWERK_SERVER_PORT", "82", "STELLWERK_STORE", "sqlite:/tmp/x.db"));

    assertThat(read.settings().server().port()).isEqualTo(82);
    assertThat(read.settings().store().toString()).isEqualTo("sqlite:/tmp/x.db");
    assertThat(read.settings().admin().port()).isEqualTo(9090);
    assertThat(read.origins().of("server.port").toString())
        .isEqualTo("environment STELLWERK_SERVER_PORT");
    assertThat(read.origins().of("crawler.contact").toString()).endsWith("stellwerk.yaml:1");
    assertThat(read.origins().of("admin.port").toString()).isEqualTo("default");
  }

  @Test
  void aVariableFillsASectionThatTheFileLacks() throws IOException {
    Configuration read =
        read(
            "version: 1\n",
            Map.of(
                "STELLWERK_CRAWLER_CONTACT", "a@b.example",
                "STELLWERK_ADMIN_BIND", "127.0.0.2",
                "STELLWERK_SERVER_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1",
                "STELLWERK_RETENTION_RAW", "7d"));

    assertThat(read.settings().crawler().contact()).isEqualTo("a@b.example");
    assertThat(read.settings().admin().bind()).isEqualTo("127.0.0.2");
    assertThat(read.settings().server().trustedProxies())
        .containsExactly("10.0.0.0/8", "192.0.2.1");
    assertThat(read.settings().retention().raw()).hasDays(7);
  }

  @Test
  void anEmptyVariableAndTheFormatsVersionChangeNothing() throws IOException {
    Configuration read =
        read(
            "crawler: { contact: a@b.example }\nserver: { port: 81 }\n",
            Map.of("STELLWERK_SERVER_PORT", "", "STELLWERK_VERSION", "7"));

    assertThat(read.settings().server().port()).isEqualTo(81);
  }

  @Test
  void aVariableThatCannotBeReadIsNamed() {
    SettingsException wrong =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    "crawler: { contact: a@b.example }\n",
                    Map.of("STELLWERK_SERVER_PORT", "viele")));

    assertThat(wrong.faults()).hasSize(1);
    assertThat(wrong.getMessage())
        .contains("STELLWERK_SERVER_PORT in the environment: found “viele”");
  }

  @Test
  void aMissingContactIsOneFault() {
    SettingsException wrong =
        catchThrowableOfType(
            SettingsException.class,
            () -> read("crawler: { contact: \"${env:STELLWERK_CONTACT}\" }\n", Map.of()));

    assertThat(wrong.faults()).hasSize(1);
    assertThat(wrong.getMessage()).contains("export STELLWERK_CONTACT=");
  }
}
