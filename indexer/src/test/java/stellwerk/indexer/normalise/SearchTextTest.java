package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.indexer.normalise.SearchText.Span;

/// Knowing where an expression can begin must never hide a place where it does.
class SearchTextTest {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Vocabulary VOCABULARY = Vocabulary.shipped();

  /// Sentences of the tables, and letters that are hard to compare.
  private static final String TEXT =
      String.join(
              "\n",
              Stream.of(
                      "requirements.tsv",
                      "employment.tsv",
                      "hours.tsv",
                      "start.tsv",
                      "pay.tsv",
                      "duration.tsv",
                      "remote.tsv",
                      "titles.tsv")
                  .flatMap(table -> Cases.of(table, 3))
                  .map(row -> row.get()[0] + " " + row.get()[1])
                  .toList()
                  .toArray(String[]::new))
          + "\nSTUNDE stunde ſtunde \u212Aenntnis kenntniſ Ausbıldung AUSBİLDUNG Straße STRASSE STRAẞE ÄRZTIN ärztin"
          + "\n20 Std. 40,5 h/Woche ٤٠ h 12.12.2026 C# C++ F# \ud83d\ude00 Stunde\ud83d\ude00 ab ab. a an ans";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stunde",
        "kenntnis",
        "ausbildung",
        "straße",
        "ärzt(?:in)?",
        "(?<!\\w)(?:ab|zum)(?!\\w)",
        "(?:über |mehr als )?\\d{1,3} ?(?:h|std)",
        "\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4})?",
        "(?<a>\\d+(?:[.,]\\d+)?)\\s?h",
        "[cf]#|c\\+\\+",
        "\\p{L}{0,30}?erfahrung(?:en)?",
        "\\w{2,14}-?kenntnisse?",
        "\\Qca.\\E",
        "(?i:vollzeit)|teil-?zeit",
        "voll-?(?: und | oder |/)teilzeit",
        "(?:mindestens|mind\\.)?\\s?(?:[1-9]|10) jahre?",
        "(?s)berufs.{0,200}erfahrung",
        "(?:deutsch|englisch)[^,\\n]*fließend",
        "[\\p{L}-]+schein",
        "(?:(?:sehr )?gut(?:e|es|er|en)? ){1,2}",
        "€|euro\\b",
        "(?=.{0,40}stunden)\\d{1,2}",
        "(?<=ab )\\d",
        "(\\d)\\1",
        "(?:ein|eine[rnms]?){2,3}",
        ".",
        "\ud83d\ude00"
      })
  void theSamePlacesAreFoundWithAndWithoutKnowingWhereToLook(String regex) {
    SearchText text = new SearchText(TEXT);
    for (int flags : new int[] {0, Pattern.CASE_INSENSITIVE, FLAGS}) {
      Expression expression = Expression.of(regex, flags);
      List<String> all = places(Pattern.compile(regex, flags).matcher(TEXT));
      assertThat(places(expression.matcher(text, 0, TEXT.length()))).isEqualTo(all);
      assertThat(expression.possible(text) || all.isEmpty()).isTrue();
      int from = 0;
      for (String line : TEXT.split("\n", -1)) {
        Expression.Search found = expression.matcher(new Span(text, from, line));
        assertThat(places(found))
            .as(line)
            .isEqualTo(places(Pattern.compile(regex, flags).matcher(line)));
        from += line.length() + 1;
      }
    }
  }

  @Test
  void everyWordOfTheVocabularyIsFoundInATextAsInASentenceOfItsOwn() {
    SearchText text = new SearchText(TEXT);
    List<Vocabulary.Word> words = new ArrayList<>();
    words.addAll(VOCABULARY.skills());
    words.addAll(VOCABULARY.subjects());
    words.addAll(VOCABULARY.softSkills());
    words.addAll(VOCABULARY.tasks());
    words.addAll(VOCABULARY.conditions());
    words.addAll(VOCABULARY.languages());
    int found = 0;
    int from = 0;
    for (String line : TEXT.split("\n", -1)) {
      Words alone = new Words(line);
      Words inText = new Words(new Span(text, from, line));
      for (Vocabulary.Word word : words) {
        MatchResult expected = alone.first(word.words());
        MatchResult match = inText.first(word.words());
        assertThat(match == null ? "" : place(match))
            .as("%s in %s", word.id(), line)
            .isEqualTo(expected == null ? "" : place(expected));
        found += match == null ? 0 : 1;
      }
      from += line.length() + 1;
    }
    assertThat(found).isGreaterThan(150);
  }

  @Test
  void whatIsWrittenInAnUnknownWayIsTriedEverywhere() {
    assertThat(AnchorSyntax.read("(abc)\\1")).isEmpty();
    assertThat(AnchorSyntax.read("[a-z&&[^x]]bc")).isEmpty();
    assertThat(AnchorSyntax.read("\\x41bc")).isEmpty();
  }

  @Test
  void anAnchorSaysHowFarBehindTheBeginningItStands() {
    assertThat(AnchorSyntax.read("(?<!\\w)(?:sehr |ganz )?gute Kenntnisse"))
        .containsExactlyInAnyOrder(
            new Anchors.Anchor("sehr gute kenntnisse", 0, 0),
            new Anchors.Anchor("ganz gute kenntnisse", 0, 0),
            new Anchors.Anchor("gute kenntnisse", 0, 0));
    assertThat(AnchorSyntax.read("\\w{2,4}erfahrung"))
        .containsExactly(new Anchors.Anchor("erfahrung", 2, 8));
    assertThat(AnchorSyntax.read("(?:ab)*")).isEmpty();
  }

  @Test
  void shortNamesWithSignsAndDigitsAreSkillsToo() {
    String said = "Erfahrung mit C# und M365";
    PostingText text =
        new PostingText(
            "",
            said,
            List.of(new PostingText.Passage(PostingText.Kind.REQUIREMENTS, "", 0, said.length())),
            "de");

    assertThat(new SkillReader(VOCABULARY).read(text))
        .extracting(fact -> fact.evidence().quote())
        .containsExactlyInAnyOrder("C#", "M365");
  }

  private static List<String> places(Matcher matcher) {
    List<String> places = new ArrayList<>();
    while (matcher.find()) {
      places.add(place(matcher));
    }
    return places;
  }

  private static List<String> places(Expression.Search search) {
    List<String> places = new ArrayList<>();
    while (search.find()) {
      places.add(place(search));
    }
    return places;
  }

  private static String place(MatchResult match) {
    return match.start() + "-" + match.end() + " " + match.group();
  }
}
