package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/crawling.md` promises forty behaviours and names their tests: all forty stand there, and
/// every test that is named exists, runs, and says the number of its behaviour.
class BehavioursDocTest {
  private static final Path ROOT = Path.of(System.getProperty("stellwerk.root"));
  private static final Pattern ROW = Pattern.compile("^\\| (\\d{1,2}) \\| .* \\| (.*) \\|$");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  private static Map<Integer, List<String[]>> promised() throws IOException {
    Map<Integer, List<String[]>> promised = new TreeMap<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/crawling.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<String[]> tests =
            promised.computeIfAbsent(Integer.valueOf(row.group(1)), _ -> new ArrayList<>());
        Matcher named = NAMED.matcher(row.group(2));
        while (named.find()) {
          tests.add(new String[] {named.group(1), named.group(2)});
        }
      }
    }
    return promised;
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(path -> path.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            List<Path> found = files.filter(path -> path.endsWith(test + ".java")).toList();
            if (!found.isEmpty()) {
              return Files.readString(found.getFirst());
            }
          }
        }
      }
    }
    throw new AssertionError("docs/crawling.md names " + test + ", which does not exist");
  }

  @Test
  void allFortyStandThereEachWithATest() throws IOException {
    Map<Integer, List<String[]>> promised = promised();

    assertThat(promised.keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    assertThat(promised)
        .allSatisfy((number, tests) -> assertThat(tests).as("%d", number).isNotEmpty());
  }

  @Test
  void everyTestThatIsNamedExistsAndSaysItsNumber() throws IOException {
    for (Map.Entry<Integer, List<String[]>> behaviour : promised().entrySet()) {
      for (String[] test : behaviour.getValue()) {
        String name = test[0] + "." + test[1];
        Matcher method =
            Pattern.compile("\\n  (?:static )?(?:void|Stream<\\w+>) " + test[1] + "\\(")
                .matcher(source(test[0]));
        assertThat(method.find()).as(name + " exists").isTrue();
        String above = source(test[0]).substring(0, method.start());
        String annotations = above.substring(Math.max(above.lastIndexOf("\n  }\n"), 0));
        assertThat(annotations)
            .as(name + " is a test, switched on")
            .containsPattern("@(?:Test|ParameterizedTest|TestFactory)\\b")
            .doesNotContain("@Disabled");
        assertThat(annotations)
            .as(name + " says the number of its behaviour")
            .containsPattern(
                "@DisplayName\\(\\s*\"(?:\\d+\\. and )?"
                    + behaviour.getKey()
                    + "\\. |"
                    + "@DisplayName\\(\\s*\""
                    + behaviour.getKey()
                    + "\\. and ");
      }
    }
  }
}
