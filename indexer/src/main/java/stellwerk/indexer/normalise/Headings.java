package stellwerk.indexer.normalise;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import stellwerk.indexer.normalise.PostingText.Kind;

/// What the headings of German and English postings announce (`normalisation.md` §3.1).
final class Headings {
  /// Longest line that can be a heading.
  static final int LONGEST = 80;

  // In this order: "Das bieten wir dir für deine Aufgaben" is an offer only if it is no list of
  // tasks,
  // and "Dein Profil" must win over "Dein".
  private static final Map<Kind, Expression> SIGNS = new EnumMap<>(Kind.class);

  static {
    put(
        Kind.PROCESS,
        "^kontakt|ansprechpartner|ansprechperson|kontaktperson|ihr kontakt|dein kontakt|contact|bewerbungs"
            + "|so bewirbst|(?:haben|hast).{0,20}(?:interesse|neugierig)|interesse(?: geweckt)?\\?|interessiert\\?|neugierig|"
            + "jetzt bewerben|how to apply|apply now|application process|hiring process|interview process|"
            + "next steps|wie geht es weiter|recruiting process|bewirb dich|noch fragen|questions\\?|"
            + "^(?:deine |ihre )?bewerbung|(?:auf|an) (?:deine|ihre) bewerbung|datenschutz|privacy|equal opportunity|^eeo|diversity");
    put(
        Kind.REQUIREMENTS,
        "profil|qualifi[ck]ation|anforderung|voraussetzung|mitbringst|bringst du|mitbringen|bringen sie|"
            + "requirement|what you.{0,6}bring|you bring|who you are|you have|you.ll need|you need|about you\\b|"
            + "^über dich|^zu dir|das bist du|wer du bist|wen wir suchen|das zeichnet dich|zeichnet.{0,12} aus|"
            + "dich auszeichnet|"
            + "wir suchen|we.{0,9}looking for|must.have|nice.to.have|preferred|wünschenswert|idealerweise|von vorteil|"
            + "das wünschen wir|wir wünschen uns|wir erwarten|(?:deine|ihre) (?:fähigkeiten|skills|stärken|kompetenzen)|"
            + "skills|experience|erfahrung|kenntnisse|your background|ideal candidate|ideally|bonus points|"
            + "solltest du|sollten sie|brauchst du|wie du uns überzeugst|womit.{0,14}überzeug|eligibility|"
            + "basic competenc|education|das passt zu|your profile|minimum|why you|what it takes");
    put(
        Kind.OFFER,
        "wir bieten|bieten wir|wir dir bieten|wir ihnen bieten|unser angebot|^angebot|benefit|perks|vorteile|"
            + "das erwartet dich bei uns|darauf (?:kannst|können|darfst)|freuen|we offer|what.{0,9}offer|our offer|"
            + "your offer|why (?:join|us|work)|warum (?:wir|du bei uns|sie bei uns|zu uns)|deine vorteile|ihre vorteile|"
            + "gute gründe|what.s in it|was dich bei uns erwartet|bekommst du|compensation|vergütung|gehalt|"
            + "salary|^pay\\b|bezahlung|rahmenbedingungen|konditionen|das gibt.s|wir geben|we provide|you.{0,6}get\\b|"
            + "deine perspektive|wir haben zu bieten|zu bieten haben|leistungen|was wir dir|was wir ihnen|dafür bekommst");
    put(
        Kind.TASKS,
        "aufgabe|tätigkeit|verantwortung|responsibilit|what you.{0,6}(?:do|be doing|work)|you.{0,6}(?:will|ll) do\\b|"
            + "erwartet dich|erwartet sie|dich erwartet|sie erwartet|das machst du|machst du|deine rolle|deine mission|"
            + "ihr(?:e)? rolle|your (?:role|mission|tasks|impact|day)|the role|role (?:overview|summary|description)|"
            + "job (?:description|summary|overview)|position (?:overview|summary)|dein job|deine herausforderung|"
            + "das tust du|stellenbeschreibung|einsatzgebiet|arbeitsgebiet|dein wirkungs|was du (?:machst|tust|bewegst|bei uns)|"
            + "what.{0,12}expect|duties|key (?:tasks|activities)|your job|tasks|how you.{0,6}(?:contribute|make)|project details|"
            + "darum geht|worum es geht|about the (?:job|role|position|project|opportunity)|über die (?:stelle|rolle|position)");
    put(
        Kind.EMPLOYER,
        "über uns|wer wir sind|das sind wir|wir über uns|unternehmen|about us|about the (?:company|team)|who we are|"
            + "company (?:description|overview|profile)|^about\\b|^über |arbeitgeber|our (?:mission|story|company|team)|"
            + "unser (?:team|kunde|klient|mandant)|unsere (?:mission|vision|geschichte)|einleitung|^intro|the company");
  }

  /// How a line begins that is a heading without any markup; others are sentences or items.
  private static final Pattern BARE =
      Pattern.compile(
          "(?:dein|deine|ihr|ihre|unser|unsere|was|wer|wie|warum|wir bieten|wir über uns|das|dies|darauf|darum|über|"
              + "your|what|who|why|how|about|our|aufgaben|tätigkeiten|profil|anforderungen|voraussetzungen|qualifikation|"
              + "benefits|perks|responsibilities|requirements|qualifications|role|job description|company description|"
              + "key|preferred|minimum|required|nice to have|kontakt|ansprechpartner|bewerbung|contact|stellenbeschreibung|"
              + "interesse|interessiert|neugierig|haben|hast|so|vorteile|angebot|the role|must)\\b.{0,40}",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private Headings() {}

  private static void put(Kind kind, String regex) {
    SIGNS.put(
        kind,
        Expression.of(
            regex,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS));
  }

  /// The kind of passage that a heading announces; empty if its words are not known.
  static Optional<Kind> kind(String heading) {
    if (heading.length() > LONGEST) {
      return Optional.empty();
    }
    SearchText searched = new SearchText(heading);
    for (Kind kind :
        new Kind[] {Kind.PROCESS, Kind.REQUIREMENTS, Kind.OFFER, Kind.TASKS, Kind.EMPLOYER}) {
      Expression sign = SIGNS.get(kind);
      if (sign != null && sign.matcher(searched).find()) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// The same for a line that nothing but its words makes a heading.
  static Optional<Kind> bare(String line) {
    boolean sentence =
        line.endsWith(".") || line.endsWith("!") || line.contains(", ") || line.contains(": ");
    return line.length() <= 45 && !sentence && BARE.matcher(line).matches()
        ? kind(line)
        : Optional.empty();
  }
}
