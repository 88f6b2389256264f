package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.normalise.PostingText.Kind;
import stellwerk.indexer.normalise.PostingText.Passage;

class PlainTextTest {
  private static final String GERMAN =
      """
      <p>Die Beispiel GmbH entwickelt Sprachmodelle.</p>
      <h3>Deine Aufgaben</h3><ul><li>Du bewertest Antworten</li><li>Du schreibst <b>Prompts</b></li></ul>
      <p><strong>Dein Profil</strong></p><ul><li>Du hast sehr gute Deutschkenntnisse</li></ul>
      <p>Wir bieten:</p><p>Flexible Arbeitszeiten und ein gutes Team</p>
      """;

  static Stream<Arguments> headings() {
    return Cases.of("passages.tsv", 2);
  }

  @ParameterizedTest
  @MethodSource("headings")
  void aHeadingOpensItsPassage(String heading, String kind) {
    PostingText text =
        PlainText.of(Cases.raw("text", "<p>Anfang.</p><h3>" + heading + "</h3><p>Worte.</p>"));

    assertThat(text.passages().getLast().kind()).isEqualTo(Kind.valueOf(kind));
    assertThat(text.passages().getLast().heading()).isEqualTo(heading);
  }

  @Test
  void blocksAndBulletsAreLines() {
    assertThat(PlainText.of(Cases.raw("text", GERMAN)).description())
        .isEqualTo(
            """
            Die Beispiel GmbH entwickelt Sprachmodelle.
            Deine Aufgaben
            • Du bewertest Antworten
            • Du schreibst Prompts
            Dein Profil
            • Du hast sehr gute Deutschkenntnisse
            Wir bieten:
            Flexible Arbeitszeiten und ein gutes Team\
            """);
  }

  @Test
  void passagesCoverTheDescriptionWithoutGaps() {
    PostingText text = PlainText.of(Cases.raw("text", GERMAN));

    assertThat(text.passages())
        .extracting(Passage::kind)
        .containsExactly(Kind.OTHER, Kind.TASKS, Kind.REQUIREMENTS, Kind.OFFER);
    assertThat(text.passages().stream().map(text::words).reduce("", String::concat))
        .isEqualTo(text.description());
    assertThat(text.language()).isEqualTo("de");
  }

  @Test
  void partsThatTheSiteGivesApartArePassages() {
    RawPosting raw =
        Cases.raw()
            .text(RawField.DESCRIPTION, "<p>Worum es geht.</p>", "json description")
            .structured(RawField.QUALIFICATIONS, "<p>Abitur</p>", "json qualifications")
            .build();

    PostingText text = PlainText.of(raw);

    assertThat(text.description()).isEqualTo("Worum es geht.\nAbitur");
    assertThat(text.passages().getLast().kind()).isEqualTo(Kind.REQUIREMENTS);
    assertThat(text.words(text.passages().getLast())).isEqualTo("Abitur");
  }

  @Test
  void whatNobodySeesIsLeftOut() {
    assertThat(
            PlainText.text(
                "<p>Da</p><script>x()</script><style>p{}</style><p hidden>weg</p><p style='display: none'>weg</p><template>weg</template>"))
        .isEqualTo("Da");
  }

  @Test
  void entitiesAndBrokenEncodingAreMended() {
    assertThat(PlainText.text("<p>M&uuml;nchen &amp; KÃ¶ln â€“ 20â‚¬</p>"))
        .isEqualTo("München & Köln – 20€");
    assertThat(PlainText.text("&lt;p&gt;Hallo&lt;/p&gt;&lt;p&gt;Welt&lt;/p&gt;"))
        .isEqualTo("Hallo\nWelt");
    assertThat(PlainText.line("KI-Trainer&nbsp;(m/w/d) &ndash; <b>remote</b>"))
        .isEqualTo("KI-Trainer (m/w/d) – remote");
  }

  @Test
  void linesBrokenForTheirWidthAreJoined() {
    String wrapped =
        """
        Als KI-Trainer bewertest du jeden Tag die Antworten unserer großen
        Sprachmodelle und schreibst eigene Beispiele, aus denen die Modelle
        lernen.
        - Texte
        - Bilder
        """;

    assertThat(PlainText.text(wrapped))
        .isEqualTo(
            "Als KI-Trainer bewertest du jeden Tag die Antworten unserer großen Sprachmodelle und schreibst eigene"
                + " Beispiele, aus denen die Modelle lernen.\n• Texte\n• Bilder");
  }

  @Test
  void breaksOfPlainTextStay() {
    assertThat(PlainText.text("Aufgaben:\n* Bilder\n* Texte"))
        .isEqualTo("Aufgaben:\n• Bilder\n• Texte");
  }

  @Test
  void theLanguageIsTold() {
    assertThat(
            Language.of(
                "We are looking for people who label data with us and who like to work in a team."))
        .isEqualTo("en");
    assertThat(
            Language.of(
                "Wir suchen Menschen, die mit uns Daten beschriften und gerne im Team arbeiten."))
        .isEqualTo("de");
    assertThat(
            Language.of(
                "Nous cherchons des personnes pour notre équipe, avec une expérience dans les données."))
        .isEqualTo("fr");
    assertThat(Language.of("Prompt Engineer")).isEmpty();
    assertThat(Language.of("")).isEmpty();
  }
}
