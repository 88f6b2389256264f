package stellwerk.indexer.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class QueryParserTest {
  @Test
  void wordsPhrasesAndExclusionsAreTold() {
    assertThat(QueryParser.parse("ki \"daten prüfen\" -praktikum -\"auf Abruf\""))
        .containsExactly(
            new Asked("ki", false, false),
            new Asked("daten prüfen", true, false),
            new Asked("praktikum", false, true),
            new Asked("auf Abruf", true, true));
  }

  @Test
  void quotesOfOtherLanguagesQuoteToo() {
    assertThat(QueryParser.parse("„KI-Trainer gesucht“ «data work»"))
        .containsExactly(
            new Asked("KI-Trainer gesucht", true, false), new Asked("data work", true, false));
  }

  @Test
  void strayQuotesAndLoneHyphensMeanNothing() {
    assertThat(QueryParser.parse("KI \"Trainer")).containsExactly(word("KI"), word("Trainer"));
    assertThat(QueryParser.parse("KI - Trainer -")).containsExactly(word("KI"), word("Trainer"));
    assertThat(QueryParser.parse("\"\" \" \" - -- ***")).isEmpty();
    assertThat(QueryParser.parse("--KI")).containsExactly(word("--KI"));
  }

  @Test
  void theSyntaxOfQueryLanguagesIsPlainWords() {
    assertThat(QueryParser.parse("title:ki AND (a OR b)^2 ~x; DROP TABLE--"))
        .extracting(Asked::excluded)
        .containsOnly(false);
    assertThat(QueryParser.parse("C++ .NET C#"))
        .containsExactly(word("C++"), word(".NET"), word("C#"));
  }

  @Test
  void aQuestionIsReadUpToTwoHundredCharacters() {
    assertThat(QueryParser.parse("a".repeat(500)).getFirst().text()).hasSize(QueryParser.LONGEST);
    assertThat(QueryParser.parse("😀".repeat(500)).getFirst().text())
        .hasSizeLessThanOrEqualTo(QueryParser.LONGEST);
  }

  @Test
  void halfCharactersAreBlanks() {
    assertThat(QueryParser.parse("a\uD83Db \uDE00")).containsExactly(word("a"), word("b"));
  }

  @Test
  void anythingCanBeAsked() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(260), 0, 0x10000).forEach(c -> text.append((char) c));
      assertThat(QueryParser.parse(text.toString()))
          .allSatisfy(asked -> assertThat(asked.text()).isNotBlank());
    }
  }

  private static Asked word(String text) {
    return new Asked(text, false, false);
  }
}
