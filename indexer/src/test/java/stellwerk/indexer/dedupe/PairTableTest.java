package stellwerk.indexer.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.indexer.evaluate.GoldRow;
import stellwerk.indexer.evaluate.PairEvaluation;
import stellwerk.indexer.normalise.PlainNormaliser;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import tools.jackson.databind.json.JsonMapper;

/// Our own pairs of postings, read as every posting is, and what each pair is.
class PairTableTest {
  private static final Pattern REPLACED = Pattern.compile("\\{([^{}=]+)=>([^{}]*)\\}");
  private static final PairEvaluation PAIRS =
      new PairEvaluation(
          PlainNormaliser.whole(),
          new Signer(new TitleReader(Vocabulary.shipped())),
          Map.of(),
          LocalDate.of(2026, 11, 22));

  record Pair(int line, String label, String one, String other) {
    GoldRow row(boolean turned) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", "own-" + line);
      row.put("label", label);
      row.put(turned ? "b" : "a", posting(one));
      row.put(turned ? "a" : "b", posting(other));
      return GoldRow.of(JsonMapper.shared().writeValueAsString(row));
    }
  }

  static Stream<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (String line : lines("pairs.tsv")) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] cells = line.split("\t", -1);
        pairs.add(new Pair(pairs.size() + 1, cells[0], cells[1], cells[2]));
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aPairIsWhatItsLabelSays(Pair pair) {
    Likeness found = PAIRS.likeness(pair.row(false));

    assertThat(found.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
        .as(found.toString())
        .isEqualTo(pair.label());
    assertThat(PAIRS.likeness(pair.row(true))).as("the other way round").isEqualTo(found);
  }

  @Test
  void thereAreAtLeastSixty() {
    assertThat(pairs()).hasSizeGreaterThanOrEqualTo(60);
  }

  private static Map<String, String> posting(String cell) {
    String[] parts = cell.split("\\|", -1);
    Map<String, String> posting = new HashMap<>();
    if (!parts[0].isBlank()) {
      posting.put("company", parts[0].strip());
    }
    posting.put("title", parts[1].strip());
    posting.put("location", parts[2].strip());
    posting.put("body", body(parts[3].strip()));
    return posting;
  }

  private static String body(String recipe) {
    Map<String, String> bodies = bodies();
    String names = REPLACED.matcher(recipe).replaceAll("");
    StringBuilder body = new StringBuilder();
    for (String name : names.split("\\+", -1)) {
      if (!name.isBlank()) {
        body.append(Objects.requireNonNull(bodies.get(name.strip()), name)).append("\n\n");
      }
    }
    String text = body.toString();
    Matcher replaced = REPLACED.matcher(recipe);
    while (replaced.find()) {
      assertThat(text).contains(replaced.group(1));
      text = text.replace(replaced.group(1), replaced.group(2));
    }
    return text;
  }

  private static Map<String, String> bodies() {
    Map<String, String> bodies = new HashMap<>();
    String name = "";
    for (String line : lines("bodies.txt")) {
      if (line.isBlank() || line.startsWith("#")) {
        name = "";
      } else if (name.isEmpty()) {
        name = line.strip();
      } else {
        bodies.put(name, line);
      }
    }
    return bodies;
  }

  private static List<String> lines(String file) {
    try (InputStream in = PairTableTest.class.getResourceAsStream("/dedupe/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
