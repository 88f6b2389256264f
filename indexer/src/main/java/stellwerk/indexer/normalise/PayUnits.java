package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay.Unit;

/// What an amount is for: the words that say it, and what its size says where no word does
/// (`normalisation.md` §1.7, §1.10).
final class PayUnits {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String PER =
      "(?:/ ?|pro |per |je |an |a |die |der |in der |im |each |every |\\bel |de l')";

  private static final String HOUR =
      "(?<hour>"
          + PER
          + "(?:Stunde|Std\\b|Stdn\\b|h\\b|hr\\b|hrs\\b|hour|heure|uur)"
          + "|Euro/Stunde|Stundenl[oö]hn|Stundensatz|Stundenentgelt|Stundenverg|Stundenbrutto|hourly|stündlich"
          + "|\\bhr\\b(?= rate))";
  private static final String DAY =
      "(?<day>(?:/ ?|pro |per |je |a |each )(?:Tag\\b|Arbeitstag\\b|Einsatztag\\b|day\\b)|Tagessatz|Tagespauschale|Tageshonorar|Tagesgage|daily (?:rate|pay|fee)|day rate)";
  private static final String WEEK =
      "(?<week>" + PER + "(?:Woche\\b|week\\b|wk\\b)|wöchentlich|Wochenlohn|weekly)";
  private static final String MONTH =
      "(?<month>"
          + PER
          + "(?:Monat|Mon\\.|month|mo\\b|maand|mois)|monatlich|monatl\\.|mtl\\b|Monats(?:gehalt|lohn|brutto|entgelt|verg|einkommen|gehälter|bezüge|fixum|pauschale|netto)|monthly|mensuel|miesięcznie|měsíčně)";
  private static final String YEAR =
      "(?<year>"
          + PER
          + "(?:Jahr\\b|annum|year\\b|yr\\b|jaar|annual\\b|an\\b)|\\bp\\. ?a\\b\\.?|\\bpa\\b|jährlich|jährl\\.|Jahres(?:brutto|gehalt|gehälter|lohn|ziel|einkommen|verg|entgelt|fix|bezüge|verdienst|arbeitsentgelt|grund)|Jahreszielgehalt|Zielgehalt|yearly|annual(?:ly)?\\b|annum|annuel|ročně|rocznie|\\ban\\b(?= brut))";
  private static final String TASK =
      "(?<task>(?:/ ?|pro |je |per |a |für jede[ns]? |for each )(?:(?:\\p{L}{3,18}e[nmrs]? |\\p{L}{3,14}ed )?)"
          + "(?<piece>Aufgabe|Auftrag|Klick|Wort\\b|Wörter|Bild\\b|Datensatz|Skript|Audiominute|Minute Audio|Seite|Artikel|Text\\b|Umfrage|Label|Annotation|Video|Aufnahme|Satz\\b|Projekt|Test\\b|Gespräch|Einsatz\\b|Interview|Studie|Prompt|Sitzung|Termin\\b|Experiment|Aufnahmeset|Dialog|Frage|session|question|conversation|task|item|word|image|audio minute|script|page|article|survey|label|video|recording|sentence|project|test\\b|click|piece|prompt|minute|Teilnahme|Minute|Stück|HIT\\b|1[.,]?000 (?:Wörter|words))"
          + "|(?<once>einmalig|one-time|für die Teilnahme))";
  private static final Expression WORDS =
      Expression.of(String.join("|", TASK, HOUR, DAY, WEEK, MONTH, YEAR), FLAGS);
  private static final Map<String, String> PIECES =
      Map.ofEntries(
          Map.entry("aufgabe", "task"),
          Map.entry("auftrag", "order"),
          Map.entry("klick", "click"),
          Map.entry("wort", "word"),
          Map.entry("wörter", "word"),
          Map.entry("bild", "image"),
          Map.entry("datensatz", "record"),
          Map.entry("skript", "script"),
          Map.entry("audiominute", "audio_minute"),
          Map.entry("minute audio", "audio_minute"),
          Map.entry("audio minute", "audio_minute"),
          Map.entry("seite", "page"),
          Map.entry("artikel", "article"),
          Map.entry("umfrage", "survey"),
          Map.entry("aufnahme", "recording"),
          Map.entry("satz", "sentence"),
          Map.entry("projekt", "project"),
          Map.entry("gespräch", "conversation"),
          Map.entry("einsatz", "assignment"),
          Map.entry("studie", "study"),
          Map.entry("teilnahme", "participation"),
          Map.entry("stück", "piece"));

  /// "pro Bildtext", "je Kassenbon": a piece that no list names. What one gets for a person, a way
  /// or a meal is no piece of work.
  private static final Pattern NOUN =
      Pattern.compile(
          "\\G\\s?(?:brutto )?(?:pro|je|per)\\s(?<noun>(?!Mitarbeit|Person|Kopf|Kilometer|Kind(?:er)?\\b|Essen|Mahlzeit|Mittag|Nacht|Liter|Ticket|Kunde|Teilnehm|Gast|Gäste|Schicht|Überstunde|Quartal|Halbjahr|Minute|Sekunde|Woche|Monat|Jahr|Tag|Stunde|Einsatzstunde|Arbeitsstunde|Arbeitstag|Werktag|Aktie|Anteil|Gehalt|Fahrt|Strecke|Tasse|Getränk|Snack|Portion|Beschäftigt|Kolleg|User|Nutzer|Lizenz)[A-ZÄÖÜ]\\p{L}{2,30})");

  private static final List<String> HEADS =
      List.of("text", "bild", "wort", "satz", "aufnahme", "video", "artikel", "umfrage", "seite");
  private static final BigDecimal SMALL = BigDecimal.valueOf(5);
  private static final Map<String, Unit> CODES =
      Map.ofEntries(
          Map.entry("HOUR", Unit.HOUR),
          Map.entry("HOURLY", Unit.HOUR),
          Map.entry("HUR", Unit.HOUR),
          Map.entry("HR", Unit.HOUR),
          Map.entry("H", Unit.HOUR),
          Map.entry("STUNDE", Unit.HOUR),
          Map.entry("STD", Unit.HOUR),
          Map.entry("STUNDENLOHN", Unit.HOUR),
          Map.entry("DAY", Unit.DAY),
          Map.entry("DAILY", Unit.DAY),
          Map.entry("TAG", Unit.DAY),
          Map.entry("TAGESENTGELT", Unit.DAY),
          Map.entry("WEEK", Unit.WEEK),
          Map.entry("WEEKLY", Unit.WEEK),
          Map.entry("WOCHE", Unit.WEEK),
          Map.entry("WOCHENENTGELT", Unit.WEEK),
          Map.entry("MONTH", Unit.MONTH),
          Map.entry("MONTHLY", Unit.MONTH),
          Map.entry("MO", Unit.MONTH),
          Map.entry("MON", Unit.MONTH),
          Map.entry("MONAT", Unit.MONTH),
          Map.entry("MONATSGEHALT", Unit.MONTH),
          Map.entry("MONATSENTGELT", Unit.MONTH),
          Map.entry("YR", Unit.YEAR),
          Map.entry("YEAR", Unit.YEAR),
          Map.entry("YEARLY", Unit.YEAR),
          Map.entry("ANN", Unit.YEAR),
          Map.entry("ANNUAL", Unit.YEAR),
          Map.entry("ANNUALLY", Unit.YEAR),
          Map.entry("ANNUM", Unit.YEAR),
          Map.entry("JAHR", Unit.YEAR),
          Map.entry("JAHRESGEHALT", Unit.YEAR),
          Map.entry("TASK", Unit.TASK),
          Map.entry("PIECE", Unit.TASK));

  private PayUnits() {}

  /// A unit and the words that said it.
  record Said(Unit unit, @Nullable String detail, int from, int to) {}

  /// The first unit in a stretch.
  static Optional<Said> first(SearchText text, int from, int to) {
    Expression.Search found = WORDS.matcher(text, from, to);
    return found.find() ? Optional.of(said(found)) : Optional.empty();
  }

  /// The piece of work that is named right behind a small amount.
  static Optional<Said> piece(String text, int from, BigDecimal amount, String currency) {
    Matcher found = NOUN.matcher(text).region(from, Math.min(text.length(), from + 50));
    BigDecimal most = SMALL.multiply(PayCurrency.magnitude(currency));
    if (amount.compareTo(most) > 0 || !found.find()) {
      return Optional.empty();
    }
    String noun = found.group("noun").toLowerCase(Locale.ROOT);
    String detail =
        HEADS.stream()
            .filter(noun::endsWith)
            .findFirst()
            .map(head -> PIECES.getOrDefault(head, head))
            .orElse(null);
    return Optional.of(new Said(Unit.TASK, detail, found.start(), found.end()));
  }

  /// The last unit in a stretch.
  static Optional<Said> last(SearchText text, int from, int to) {
    Expression.Search found = WORDS.matcher(text, from, to);
    Optional<Said> last = Optional.empty();
    while (found.find()) {
      last = Optional.of(said(found));
    }
    return last;
  }

  private static Said said(Expression.Search found) {
    String piece = found.group("piece");
    if (found.group("task") != null) {
      String detail = piece == null ? null : piece.toLowerCase(Locale.ROOT);
      return new Said(
          Unit.TASK,
          detail == null ? null : PIECES.getOrDefault(detail, detail.replace(' ', '_')),
          found.start(),
          found.end());
    }
    Unit unit =
        found.group("hour") != null
            ? Unit.HOUR
            : found.group("day") != null
                ? Unit.DAY
                : found.group("week") != null
                    ? Unit.WEEK
                    : found.group("month") != null ? Unit.MONTH : Unit.YEAR;
    return new Said(unit, null, found.start(), found.end());
  }

  /// A unit as a field of structured data writes it: a code, or words such as `per-year-salary`.
  static Optional<Unit> ofField(String words) {
    String code = words.strip().toUpperCase(Locale.ROOT);
    if (CODES.containsKey(code)) {
      return Optional.of(CODES.get(code));
    }
    for (String word : code.split("[^\\p{L}]+", -1)) {
      if (CODES.containsKey(word) && word.length() > 1) {
        return Optional.of(CODES.get(word));
      }
    }
    return Optional.empty();
  }

  /// The unit that an amount of this size must be for; empty if none is sure.
  static Optional<Unit> inferred(BigDecimal amount, String currency) {
    double euros = amount.doubleValue() / PayCurrency.magnitude(currency).doubleValue();
    if (euros >= 5 && euros <= 150) {
      return Optional.of(Unit.HOUR);
    }
    if (euros >= 450 && euros < 12_000) {
      return Optional.of(Unit.MONTH);
    }
    return euros >= 12_000 && euros <= 500_000 ? Optional.of(Unit.YEAR) : Optional.empty();
  }

  /// Whether anybody pays this much, and this little, for a unit.
  static boolean plausible(BigDecimal amount, Unit unit, String currency) {
    double euros = amount.doubleValue() / PayCurrency.magnitude(currency).doubleValue();
    return switch (unit) {
      case HOUR -> euros >= 2 && euros <= 400;
      case DAY -> euros >= 40 && euros <= 3_000;
      case WEEK -> euros >= 100 && euros <= 8_000;
      case MONTH -> euros >= 150 && euros <= 40_000;
      case YEAR -> euros >= 5_000 && euros <= 900_000;
      case TASK -> euros >= 0.001 && euros <= 5_000;
    };
  }
}
