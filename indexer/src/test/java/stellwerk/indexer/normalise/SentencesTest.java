package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  private static List<String> cut(String words) {
    return sentences(words, "", 0).stream().map(sentence -> sentence.words().strip()).toList();
  }

  private static List<Sentence> sentences(String words, String heading, int from) {
    String text = " ".repeat(from) + words;
    return Sentences.cut(
        new PostingText(
            "",
            text,
            List.of(
                new PostingText.Passage(
                    PostingText.Kind.REQUIREMENTS, heading, from, text.length())),
            "de"));
  }

  private static Wish wish(String words, String of) {
    return sentences(words, "", 0).getFirst().wishAt(words.indexOf(of));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kenntnisse in z. B. Python",
        "Erfahrung, z. B. Python",
        "Beginn am 1. Mai",
        "mind. Zwei Sprachen",
        "Abschluss als Dipl. Ing",
        "etwa 2.Stufe",
        "Berufserfahrung? Nicht nötig!",
        "Du schreibst gut. und gern"
      })
  void whatIsNoEndCutsNothing(String words) {
    assertThat(cut(words)).hasSize(1);
  }

  @Test
  void endsBulletsAndLinesCut() {
    assertThat(cut("Du annotierst. Du prüfst! Warum? Darum; fertig\nneu • noch"))
        .containsExactly(
            "Du annotierst.", "Du prüfst!", "Warum?", "Darum;", "fertig", "neu •", "noch");
    assertThat(cut("Du prüfst Ad. Dann")).containsExactly("Du prüfst Ad.", "Dann");
    assertThat(cut("Du prüfst A. Dann")).hasSize(1);
    assertThat(cut("Ende.")).containsExactly("Ende.");
    assertThat(cut(" \n \n")).isEmpty();
  }

  @Test
  void aSentenceKnowsWhereItStands() {
    assertThat(sentences("Eins. Zwei", "", 7)).extracting(Sentence::from).containsExactly(7, 12);
    assertThat(sentences("a".repeat(3100), "", 0))
        .extracting(Sentence::from)
        .containsExactly(0, 1500, 3000);
    assertThat(sentences("a".repeat(1500), "", 0)).hasSize(1);
  }

  @Test
  void whatStandsFarBackIsNotRead() {
    assertThat(sentences("Eins.", "", 100_000)).isEmpty();
    assertThat(sentences("Eins.", "", 99_999)).hasSize(1);
    assertThat(sentences("Eins.", "", 99_999).getFirst().words()).isEqualTo("E");
  }

  @Test
  void aHeadingSaysHowMuchAllBelowItIsWanted() {
    assertThat(sentences("Python", "Wünschenswert", 0).getFirst().wishAt(0)).isEqualTo(Wish.NICE);
    assertThat(sentences("Python", "Dein Profil", 0).getFirst().wishAt(0)).isEqualTo(Wish.MUST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deutsch C1, Englisch von Vorteil|Deutsch|MUST",
        "Deutsch C1, Englisch von Vorteil|Englisch|NICE",
        "Idealerweise Erfahrung, dazu Python|Python|NICE",
        "Erfahrung mit Python, idealerweise Kenntnisse in SQL, Führerschein|Python|MUST",
        "Erfahrung mit Python, idealerweise Kenntnisse in SQL, Führerschein|SQL|NICE",
        "Erfahrung mit Python, idealerweise Kenntnisse in SQL, Führerschein|Führerschein|MUST",
        "Von Vorteil: Deutsch, Englisch|Englisch|NICE",
        "Kein Studium, aber Erfahrung|Studium|WAIVED",
        "Kein Studium, aber Erfahrung|Erfahrung|MUST",
        "Kein Studium aber Erfahrung|Erfahrung|MUST",
        "Deutsch, Studium nicht erforderlich|Studium|WAIVED",
        "Deutsch, Studium nicht erforderlich|Deutsch|MUST",
        "Ein Studium ist von Vorteil, aber kein Muss|Studium|NICE",
        "Deutsch, Kenntnisse (Python, SQL) von Vorteil|SQL|NICE",
        "Deutsch, Kenntnisse (Python, SQL) von Vorteil|Python|NICE",
        "Deutsch, Kenntnisse (Python, SQL) von Vorteil|Deutsch|MUST",
        "Deutsch, 1,5 Jahre Erfahrung von Vorteil|1|NICE",
        "Deutsch, 1,5 Jahre Erfahrung von Vorteil|Deutsch|MUST",
        "Deutschkenntnisse sowie Führerschein von Vorteil|Führerschein|NICE",
        "Deutsch, Englisch und Spanisch sind von Vorteil|Deutsch|NICE",
        "Erfahrung im Büro, aber wir lernen dich gerne an|Erfahrung|NICE",
        "Erfahrung im Büro, dann Python|Python|MUST"
      })
  void howMuchSomethingIsWantedIsSaidOfItsOwnItem(String words, String of, Wish wanted) {
    assertThat(wish(words, of)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "eins,1", "eine,1", "zwei,2", "drei,3", "vier,4", "fünf,5", "sechs,6", "sieben,7", "acht,8",
    "neun,9", "zehn,10", "elf,11", "zwölf,12", "One,1", "twelve,12", "0,0", "9,9", "17,17"
  })
  void numbersAreReadInWordsAndDigits(String word, int number) {
    assertThat(NumberWords.of(word)).isEqualTo(number);
  }
}
