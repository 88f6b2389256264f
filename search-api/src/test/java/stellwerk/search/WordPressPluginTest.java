package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stellwerk.search.house.House;

/// The plugin under a real PHP, with as much of WordPress as it touches. What the plugin does in
/// each situation is said by the sentences of `wordpress/test/plugin-test.php`.
class WordPressPluginTest {
  private static final Path FOLDER = Path.of("wordpress").toAbsolutePath();

  @BeforeAll
  static void phpIsThere() {
    boolean found =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "php")));
    if (System.getenv("CI") != null) {
      assertThat(found).as("PHP in CI; .ci/install installs it").isTrue();
    }
    assumeTrue(found, "SKIPPED: no php on this machine; .ci/install installs it");
  }

  @Test
  void everySentenceAboutThePluginHolds() throws Exception {
    Ran ran = php("test/plugin-test.php");

    assertThat(ran.output()).contains("ok   strangers store nothing").doesNotContain("FAIL");
    assertThat(ran.output()).containsPattern("(?m)^(1[5-9]|[2-9]\\d) passed, 0 failed$");
    assertThat(ran.exit()).isZero();
  }

  @Test
  void everyFileIsGoodPhp() throws Exception {
    for (String file :
        List.of("aktuelle-jobs/aktuelle-jobs.php", "test/wordpress.php", "test/plugin-test.php")) {
      assertThat(php("-l", file)).as(file).returns(0, Ran::exit);
    }
  }

  @Test
  void theSectionOfTheRealServiceIsTakenWhole() throws Exception {
    try (House house = new House()) {
      house.add("j_0001");
      house.add("j_0002");
      String section = house.get("/v1/embed/jobs.html?occupation=ki-trainer&limit=1").body();
      Path copy = Files.createTempFile("section", ".html");
      try {
        Files.writeString(copy, section);

        Ran ran = php("test/takes.php", copy.toString());

        assertThat(ran.exit()).as(ran.output()).isZero();
        assertThat(ran.output())
            .contains(
                "class=\"sw-job__title\"", "role=\"status\"", "data-cursor=", "rel=\"noopener\"")
            .contains("<dt>Arbeitgeber</dt>");
      } finally {
        Files.delete(copy);
      }
    }
  }

  private record Ran(int exit, String output) {}

  private static Ran php(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of("php"), Stream.of(words)).toList());
    Process process = builder.directory(FOLDER.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), output);
  }
}
