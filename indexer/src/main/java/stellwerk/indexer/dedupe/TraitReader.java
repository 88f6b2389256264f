package stellwerk.indexer.dedupe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads from a title what sets it apart from others like it.
final class TraitReader {
  private static final Pattern BRACKETS = Pattern.compile("[(\\[]([^()\\[\\]]{1,80})[)\\]]");

  /// In brackets these say how one works, not what on.
  private static final Set<String> NO_UNIT =
      Set.of(
          "remote",
          "contract",
          "part",
          "full",
          "time",
          "vollzeit",
          "teilzeit",
          "freelance",
          "hybrid",
          "homeoffice",
          "home",
          "office",
          "m",
          "w",
          "d",
          "f",
          "x",
          "i",
          "mwd",
          "gn",
          "all",
          "genders",
          "alle",
          "geschlechter",
          "in",
          "innen",
          "befristet",
          "unbefristet",
          "minijob",
          "neu",
          "new",
          "urgent",
          "onsite",
          "on",
          "site",
          "div",
          "divers",
          "junior",
          "senior",
          "h",
          "std",
          "100");

  private record Word(String kind, List<String> ids) {}

  private final Map<String, List<Word>> whole = new HashMap<>();
  private final Map<String, List<Word>> stems = new HashMap<>();

  TraitReader() {
    for (List<String> row : Table.rows("traits.tsv")) {
      Word word = new Word(row.get(0), Arrays.asList(row.get(1).split(",", -1)));
      for (String said : row.get(2).split(" ", -1)) {
        boolean stem = said.endsWith("*");
        (stem ? stems : whole)
            .computeIfAbsent(
                stem ? said.substring(0, said.length() - 1) : said, _ -> new ArrayList<>())
            .add(word);
      }
    }
  }

  /// @param places words of the posting's own places, which are no unit
  Traits read(String title, Set<String> places) {
    Set<String> levels = new HashSet<>();
    Set<String> languages = new HashSet<>();
    Set<String> domains = new HashSet<>();
    boolean umbrella = false;
    for (String token : Folded.list(title)) {
      for (Word word : of(token)) {
        switch (word.kind()) {
          case "level" -> levels.addAll(word.ids());
          case "language" -> languages.addAll(word.ids());
          case "umbrella" -> {
            languages.addAll(word.ids());
            umbrella = true;
          }
          case "domain" -> domains.addAll(word.ids());
          default -> throw new IllegalStateException("no trait is a " + word.kind());
        }
      }
    }
    if (levels.isEmpty() || optional(title)) {
      levels.add(Traits.PLAIN);
    }
    return new Traits(levels, languages, umbrella, domains, units(title, places));
  }

  /// Whether a word of a title is a domain or a language.
  boolean telling(String token) {
    return of(token).stream().anyMatch(word -> !word.kind().equals("level"));
  }

  private List<Word> of(String token) {
    List<Word> found = new ArrayList<>(whole.getOrDefault(token, List.of()));
    for (int end = token.length(); end >= 3; end--) {
      found.addAll(stems.getOrDefault(token.substring(0, end), List.of()));
    }
    return found;
  }

  /// "(Senior) Engineer" is for both.
  private boolean optional(String title) {
    Matcher bracket = BRACKETS.matcher(title);
    while (bracket.find()) {
      List<String> inside = Folded.list(bracket.group(1));
      if (!inside.isEmpty()
          && inside.stream()
              .allMatch(
                  token -> of(token).stream().anyMatch(word -> word.kind().equals("level")))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> units(String title, Set<String> places) {
    Set<String> units = new HashSet<>();
    Matcher bracket = BRACKETS.matcher(title);
    while (bracket.find()) {
      List<String> inside = Folded.list(bracket.group(1));
      if (inside.stream().noneMatch(NO_UNIT::contains)
          && inside.stream().noneMatch(places::contains)
          && inside.stream().noneMatch(word -> word.chars().anyMatch(Character::isDigit))) {
        units.addAll(inside);
      }
    }
    return units;
  }
}
