package stellwerk.indexer.occupation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.Words;

/// The words by which an occupation is recognised: what its titles say, and what its texts say.
///
/// Kept as data (`occupation/<id>.tsv`), since every new posting teaches a word and none of them
/// should need a change of code.
public final class Signs {
  /// One line of the file.
  ///
  /// @param kind what it speaks for, such as `out.people`, `data`, `text.hand.trainer`
  /// @param exception lifts the rule where it is found in the same words; null: nothing does
  record Rule(String kind, String name, Words.Stem words, @Nullable Pattern exception) {}

  /// A rule and where its words stand.
  record Found(Rule rule, int from, int to) {}

  /// Rules whose kinds begin with the same word; they are searched together.
  private record Family(List<Rule> rules, Words.Stems stems) {
    private static Family of(List<Rule> rules) {
      return new Family(rules, new Words.Stems(rules.stream().map(Rule::words).toList()));
    }
  }

  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  private final List<Rule> rules;
  private final Map<String, List<Rule>> kinds;
  private final Map<String, Family> families = new HashMap<>();

  private Signs(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.kinds = rules.stream().collect(Collectors.groupingBy(Rule::kind));
    rules.stream()
        .collect(Collectors.groupingBy(rule -> first(rule.kind())))
        .forEach((name, members) -> families.put(name, Family.of(members)));
  }

  /// The signs that come with the program; none for an occupation that brings only its title words.
  public static Signs shipped(String occupation) {
    InputStream file = Signs.class.getResourceAsStream("/occupation/" + occupation + ".tsv");
    if (file == null) {
      return of(List.of());
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return of(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the signs of " + occupation + " cannot be read", e);
    }
  }

  /// Signs from lines: kind, name, expression and, optionally, exception, separated by tabs.
  public static Signs of(List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\t", -1);
      if (parts.length < 3 || parts.length > 4) {
        throw new IllegalArgumentException("kind, name, expression, not: " + line);
      }
      Pattern exception = parts.length == 4 ? Pattern.compile(parts[3], FLAGS) : null;
      rules.add(new Rule(parts[0], parts[1], words(parts[2]), exception));
    }
    return new Signs(rules);
  }

  private static Words.Stem words(String expression) {
    boolean stem = expression.endsWith("…");
    String body = stem ? expression.substring(0, expression.length() - 1) : expression;
    String end = stem ? "\\w{0,30}" : "(?:innen|in|s|e|en|n)?(?!\\w)";
    return Words.Stem.of("(?:" + body + ")" + end);
  }

  /// The first word of a kind: `text` of `text.hand.trainer`.
  private static String first(String kind) {
    int dot = kind.indexOf('.');
    return dot < 0 ? kind : kind.substring(0, dot);
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /// The first rule of a kind, in the order of the file, that finds its words.
  Optional<Found> first(String kind, Words text) {
    for (Rule rule : kinds.getOrDefault(kind, List.of())) {
      MatchResult match = text.first(rule.words());
      if (match != null && !lifted(rule, text.text())) {
        return Optional.of(new Found(rule, match.start(), match.end()));
      }
    }
    return Optional.empty();
  }

  /// Every rule whose kind begins so and whose words stand in the text, each with its first place.
  List<Found> all(String kindStart, Words text) {
    List<Found> found = new ArrayList<>();
    Family family = families.get(first(kindStart));
    if (family == null) {
      return found;
    }
    @Nullable MatchResult[] matches = family.stems().first(text);
    for (int i = 0; i < matches.length; i++) {
      Rule rule = family.rules().get(i);
      MatchResult match = matches[i];
      if (match != null && rule.kind().startsWith(kindStart) && !lifted(rule, text.text())) {
        found.add(new Found(rule, match.start(), match.end()));
      }
    }
    return found;
  }

  private static boolean lifted(Rule rule, String text) {
    Pattern exception = rule.exception();
    return exception != null && exception.matcher(text).find();
  }
}
