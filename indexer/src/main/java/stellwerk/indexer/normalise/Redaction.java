package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;

/// Takes people out of a raw posting before it is stored: contact persons, e-mail addresses,
/// telephone numbers (`normalisation.md` §6.3). Pay, dates, postal codes and reference numbers
/// stay.
public final class Redaction {
  /// What stands where something was taken out.
  public static final String GONE = "[…]";

  private static final Set<RawField> NEVER_PERSONAL =
      Set.of(
          RawField.DATE_POSTED,
          RawField.DATE_MODIFIED,
          RawField.VALID_THROUGH,
          RawField.EMPLOYER_URL,
          RawField.LANGUAGE,
          RawField.DIRECT_APPLY,
          RawField.EMPLOYMENT_TYPE,
          RawField.WORK_HOURS);

  private static final String SIGN = "@|&#0{0,3}64;|&#x0{0,2}40;|&commat;";
  private static final String SPELT = "[\\[({]\\s?(?:at|ät)\\s?[\\])}]";
  private static final String DOT = "(?:\\.|\\s?[\\[({]\\s?(?:dot|punkt)\\s?[\\])}]\\s?)";
  private static final Pattern SPELT_OUT = Pattern.compile(SPELT, Pattern.CASE_INSENSITIVE);
  private static final Expression MAIL = mail("(?:" + SIGN + ")");

  /// Blanks and brackets stand in every text: such addresses are only searched where one is.
  private static final Expression SPELT_MAIL = mail("(?:" + SIGN + "|\\s?" + SPELT + "\\s?)");

  private static final Expression MAILTO =
      Expression.of("mailto:[^\"'\\s<>]{1,400}", Pattern.CASE_INSENSITIVE);
  private static final Expression TEL_LINK =
      Expression.of("tel:\\+?[\\d().%/-]{5,40}", Pattern.CASE_INSENSITIVE);
  private static final String DIGITS =
      "\\(?\\+?\\(?\\d(?:[\\d()/]|[ .\\u00A0–-](?=[\\d(/–-])|[ ]?[/–-][ ]?(?=\\d)){4,28}";
  private static final Expression CUED =
      Expression.of(
          "(?<![\\p{L}])(?:tel(?:efon|efonnummer|\\.-nr|ephone)?|mobil(?:e|telefon|nummer)?|handy|phone|fon|fax|telefax|durchwahl|whatsapp|rufnummer|hotline|call(?: us)?(?: at)?|ruf(?:en sie)? (?:uns |mich )?an|telefonisch(?: unter)?|unter der (?:telefon|ruf)?nummer)"
              + "(?:\\.|:|\\s|&nbsp;|</?[a-z]{1,8}>|nummer|unter|\\(|\\)|nr){0,6}"
              + "("
              + DIGITS
              + ")",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Expression INTERNATIONAL =
      Expression.of(
          "(?<![\\w+])(?:\\+|00)(?:49|43|41|31|33|44|1|34|39|48|420|45|46|32|352|353|351|40|91|90)(?!\\d{13})[ ()/.\\u00A0–-]{0,3}\\d(?:\\d|[ ()/.\\u00A0–-](?=[\\d(])|[ ][()/–-](?=[ \\d])){5,16}");
  private static final Expression AREA_CODE =
      Expression.of(
          "(?<![\\w.,/+€$-])\\(?0[1-9]\\d{1,4}\\)?\\s?(?:/|–|-)\\s?\\d(?:\\d|[ –-](?=\\d)){4,13}(?![\\d.,])|(?<![\\w.,/+€$-])0[1-9]\\d{1,4} \\d{5,9}(?!\\d|[.,]\\d|\\s?(?:€|Euro|EUR))|(?<![\\w.,/+-])\\(0[1-9]\\d{1,4}\\)\\s?\\d(?:\\d|[ –-](?=\\d)){3,12}");

  private static final String NAME_WORD =
      "\\p{Lu}\\p{Ll}[\\p{L}'’]{0,20}(?:-\\p{Lu}[\\p{L}]{1,20})?";
  private static final String TITLES =
      "(?:(?:Dr|Prof|Dipl|Ing|Mag|med|rer|nat|phil|jur|h\\.? ?c|B\\.?A|M\\.?A|M\\.?Sc)\\.?-?\\s?){0,4}";
  private static final String NAME =
      TITLES
          + NAME_WORD
          + "(?:\\s(?:(?:von|van|de|der|zu|den|el|al)\\s){0,2}"
          + NAME_WORD
          + "){0,2}";
  private static final Expression ADDRESSED =
      Expression.of(
          "(?<!\\p{L})(?:Frau|Herrn?|Fr\\.|Hr\\.|Mrs?\\.?|Ms\\.?|Miss)(?:\\s|&nbsp;){1,3}(?!(?:und|oder|Doktor)\\b)("
              + NAME
              + ")");
  private static final String LABEL_WORDS =
      "(?:(?:Ihre?|[Dd]eine?|Unsere?|Your)\\s)?(?:persönliche[rn]?\\s)?(?:Ansprechpartner(?:(?:/|:|\\*|_)?(?:/-)?in(?:nen)?)?|Ansprechperson|Kontaktperson|Ihr\\sKontakt|Dein\\sKontakt|Contact\\s[Pp]erson|CONTACT_PERSON|Your\\s[Cc]ontact|(?:Hiring\\s[Mm]anager|Recruiter(?:(?:/|\\*)?in)?)(?=\\s?:))";
  private static final Expression LABELLED =
      Expression.of(
          "(?<!\\p{L})"
              + LABEL_WORDS
              + "(?:\\s(?:ist|is|für\\s(?:diese|die)\\s(?:Stelle|Position)(?:\\sist)?))?\\s?[:–-]?\\s{0,2}(?:ist\\s)?(?:Frau\\s|Herrn?\\s)?("
              + TITLES
              + NAME_WORD
              + "\\s(?:(?:von|van|de|der|zu)\\s){0,2}"
              + NAME_WORD
              + "(?:\\s"
              + NAME_WORD
              + ")?)");
  private static final Pattern HEADING =
      Pattern.compile(
          "\\s{0,5}(?:[^\\p{L}\\n]{0,4})"
              + LABEL_WORDS
              + "(?:\\s[^.\\n]{0,40})?\\s?[:.!?]?\\s{0,5}|\\s{0,5}(?:Kontakt|Contact|Kontaktdaten|Ihr Kontakt|Dein Kontakt|Noch Fragen\\?)\\s?:?\\s{0,5}");
  private static final Pattern NAME_LINE =
      Pattern.compile(
          "\\s{0,5}(?:(?:Frau|Herrn?|Mrs?\\.?|Ms\\.?)\\s)?("
              + TITLES
              + NAME_WORD
              + "(?:\\s(?:(?:von|van|de|der|zu|den)\\s){0,2}"
              + NAME_WORD
              + "){1,2})(?:\\s?[,(|–].{0,60}|\\s{0,5})",
          Pattern.DOTALL);
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?:GmbH|\\bAG\\b|\\bKG\\b|\\bSE\\b|e\\.\\s?V|Universität|Hochschule|Klinik|Stadt|Institut|Team|Personal|Recruiting|Abteilung|Human|Resources|Straße|Strasse|Platz|Bewerb|Jetzt|Deutschland|Germany|Gruppe|Group|Management|Service|Jobs?|Karriere|Career|Kontakt|Fragen|Bitte|Unser|Ihre?n?|Deine?|Wir|Für|Bei|Gerne|Haben|Hast|Noch|Über)\\b");

  /// Fields in which people are introduced by name.
  private static final Set<RawField> WHOLE_TEXTS =
      Set.of(
          RawField.DESCRIPTION,
          RawField.RESPONSIBILITIES,
          RawField.QUALIFICATIONS,
          RawField.BENEFITS);

  private static final String[] CONTACTS = {
    "ontakt", "nsprech", "ontact", "CONTACT", "Fragen", "ecruiter", "iring "
  };

  private Redaction() {}

  private static Expression mail(String at) {
    return Expression.of(
        "(?:mailto:)?(?<![\\w.+-])[\\w.+%äöüÄÖÜß-]{1,64}+"
            + at
            + "[\\wäöü-]{1,63}(?:"
            + DOT
            + "[\\wäöü-]{1,63}){1,5}(?:\\?[^\"'\\s<>]{0,300})?",
        Pattern.CASE_INSENSITIVE);
  }

  /// The same raw posting without people's contacts.
  public static RawPosting redact(RawPosting raw) {
    Map<RawField, List<Words>> fields = new EnumMap<>(RawField.class);
    raw.fields()
        .forEach((field, words) -> {
          List<Words> kept = new ArrayList<>();
          for (Words said : words) {
            String clean = NEVER_PERSONAL.contains(field) ? said.text() : field(field, said.text());
            if (!clean.isBlank()) {
              kept.add(new Words(clean, said.at(), said.structured()));
            }
          }
          if (!kept.isEmpty()) {
            fields.put(field, kept);
          }
        });
    return new RawPosting(raw.site(), raw.key(), raw.url(), fields, raw.places(), raw.pays());
  }

  private static String field(RawField field, String text) {
    if (field == RawField.APPLY_URL) {
      return text.startsWith("mailto:") || text.startsWith("tel:") ? "" : text;
    }
    return text(text, WHOLE_TEXTS.contains(field));
  }

  /// Words or HTML without people's contacts.
  static String text(String words, boolean persons) {
    SearchText text = new SearchText(words);
    if (holds(
        words, "@", "64;", "40;", "commat", "at)", "at]", "at}", "ät)", "AT)", "AT]", "at )",
        "at ]", "mailto", "MAILTO")) {
      text = replace(MAILTO, text, 0);
      boolean spelt = SPELT_OUT.matcher(text.text()).find();
      text = replace(spelt ? SPELT_MAIL : MAIL, text, 0);
    }
    if (manyDigits(text.text())) {
      text = replace(TEL_LINK, text, 0);
      text = replace(CUED, text, 1);
      text = replace(INTERNATIONAL, text, 0);
      text = replace(AREA_CODE, text, 0);
    }
    return persons ? withoutPersons(text) : text.text();
  }

  private static String withoutPersons(SearchText words) {
    Set<String> names = new LinkedHashSet<>();
    SearchText text = words;
    if (holds(text.text(), CONTACTS)) {
      collect(LABELLED, text, names);
      text = replace(LABELLED, text, 1);
      text = new SearchText(contactSections(text.text(), names));
    }
    if (holds(text.text(), "Frau", "Herr", "Fr.", "Hr.", "Mr", "Ms", "Miss")) {
      collect(ADDRESSED, text, names);
      text = replace(ADDRESSED, text, 1);
    }
    String clean = text.text();
    for (String name : names) {
      clean = clean.replace(name, GONE);
    }
    return clean;
  }

  /// Full names, which a text tends to say again without "Frau" or "Herr".
  private static void collect(Expression expression, SearchText text, Set<String> into) {
    Expression.Search found = expression.matcher(text);
    while (into.size() < 20 && found.find()) {
      remember(found.group(1), into);
    }
  }

  private static void remember(String name, Set<String> into) {
    String bare = name.replaceFirst("^" + TITLES, "").strip();
    if (bare.length() >= 7 && bare.indexOf(' ') > 1) {
      into.add(bare);
    }
  }

  private static boolean holds(String text, String... signs) {
    for (String sign : signs) {
      if (text.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  /// Whether anywhere as many digits stand together as a telephone number has. Most postings need
  /// not be searched for one.
  private static boolean manyDigits(String text) {
    int digits = 0;
    int gap = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        gap = 0;
        if (digits >= 5) {
          return true;
        }
      } else if (++gap > 4) {
        digits = 0;
      }
    }
    return false;
  }

  private static SearchText replace(Expression expression, SearchText searched, int group) {
    Expression.Search found = expression.matcher(searched);
    if (!found.find()) {
      return searched;
    }
    String text = searched.text();
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    do {
      out.append(text, from, found.start(group)).append(GONE);
      from = found.end(group);
    } while (found.find());
    return new SearchText(out.append(text, from, text.length()).toString());
  }

  /// The next tag or line break; the end of the text if there is none.
  private static int border(String text, int from) {
    int at = from;
    while (at < text.length() && "<>\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /// Names that stand alone in a line under a heading such as „Ansprechpartner“: of what follows
  /// it, the next few lines are looked at.
  private static String contactSections(String text, Set<String> names) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    int look = 0;
    boolean tag = false;
    while (from <= text.length()) {
      int to = border(text, from);
      String piece = text.substring(from, to);
      if (!tag && !piece.isBlank() && piece.length() < 400) {
        if (piece.length() < 90 && HEADING.matcher(piece).matches()) {
          look = 4;
        } else if (look > 0) {
          look--;
          Matcher name = NAME_LINE.matcher(piece);
          if (piece.length() < 130 && name.matches() && !NO_NAME.matcher(name.group(1)).find()) {
            remember(name.group(1), names);
            piece = piece.substring(0, name.start(1)) + GONE + piece.substring(name.end(1));
          }
        }
      }
      out.append(piece);
      if (to < text.length()) {
        char c = text.charAt(to);
        out.append(c);
        tag = c == '<' || (c == '\n' && tag);
      }
      from = to + 1;
    }
    return out.toString();
  }
}
