package stellwerk.indexer.normalise;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;

/// Cleans titles (`normalisation.md` §2.2).
///
/// The title that is shown keeps its gender tag and its forms (AGG § 11); only what is compared
/// loses them.
public final class TitleReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  private static final String SEX = "(?:[mwfdxihagn]|div|divers|inter)\\.?";
  private static final String TAG = SEX + "(?:\\s{0,2}[/|,;*:·_ +-]\\s{0,2}" + SEX + "){1,5}";
  private static final Pattern GENDER =
      Pattern.compile(
          "[(\\[]\\s{0,3}(?:alle\\s{1,3})?(?:"
              + TAG
              + "|gn|mwd|mfd|wmd|mwx|d|all genders?|alle Geschlechter|any gender|gender[- ]?neutral)"
              + "\\s{0,3}[)\\]]"
              + "|(?<!\\w)(?:[mwfd]/[mwfd]/[mwfdx](?:/[mwfdx])?|[mwfd]\\|[mwfd]\\|[dx]|[mwf]/[mwf]"
              + "|all genders|alle Geschlechter)(?!\\w)",
          FLAGS);
  private static final Pattern FEMALE =
      Pattern.compile(
          "(?<=\\p{Ll})(?:[*:_·]|/-?|\\((?=(?:innen|in)\\)))(?:innen|in)\\)?(?!\\p{Ll})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern INNER_CAPITAL = Pattern.compile("(?<=\\p{Ll})I(?:nnen|n)(?!\\p{L})");
  private static final Pattern SPLIT_ENDING = Pattern.compile("(?<=\\p{Ll})e[:*_/]r(?!\\p{Ll})");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\(?(?<!\\w)(?:Ref(?:erenz)?(?:-?(?:Nr|Nummer|No|Code))?|Kennziffer|Kennz|Job-?\\s?ID|Req(?:uisition)?(?:\\s?ID)?|Stellen-?(?:ID|nr|nummer))"
              + "[.:#]{0,2}\\s{0,2}(?:Nr\\.?|No\\.?|ID)?[.:#]{0,2}\\s{0,2}(?=[\\w/-]{0,20}\\d)[\\w/-]{1,30}\\)?"
              + "|\\((?:nv|JR|R)-?\\d{1,8}\\)|(?<!\\w)(?:JR|R)-?\\d{4,8}(?!\\w)|#\\d{3,10}(?!\\w)",
          FLAGS);
  private static final Pattern PAY =
      Pattern.compile(
          "(?:(?:mindestens|mind\\.|ab|bis zu|up ?to|from|zu)\\s{1,2})?(?:[€$£]|US\\$|CHF|EUR)\\s?\\d[\\d.,]{0,12}\\s?k?(?:\\s?(?:-|–|bis|to)\\s?[€$£]?\\s?\\d[\\d.,]{0,12}\\s?k?)?(?:\\s?(?:/|per|pro)\\s?\\w{1,8})?"
              + "|(?:(?:mindestens|mind\\.|ab|bis zu|up ?to|from|zu)\\s{1,2})?(?<![\\w.,])\\d[\\d.,]{0,12}\\s?k?(?:\\s?(?:€|EUR|Euro))?(?:\\s?(?:-|–|bis|to)\\s?\\d[\\d.,]{0,12}\\s?k?)?\\s?(?:€|EUR|Euro|CHF)(?:\\s?(?:/|per|pro)\\s?\\w{1,8}|\\s?(?:Jahresgehalt|brutto|Stundenlohn)){0,2}",
          FLAGS);
  private static final Pattern NOISE =
      Pattern.compile(
          "[\\p{So}\\p{Cn}\\uFE0F\\u200B\\u200D]|(?<!\\w)(?:gesucht|we(?:'|’)re hiring|wir suchen|jetzt bewerben)(?!\\w)|^(?:Urgent|Copy of|Hiring|NEU|Neu|Dringend)(?:\\s{0,2}:|\\s)|\\[(?:Hiring|Remote)\\]|(?:[-–]\\s?|\\()NEU\\b\\)?|!{1,5}|\\*{2,5}",
          FLAGS);
  private static final String WORKLOAD =
      "(?:in )?(?:Vollzeit|Teilzeit|Voll- (?:oder|und) Teilzeit|Minijob|Nebenjob|Full[- ]?time|Part[- ]?time|Freelance|Freiberuflich|Contract|befristet|unbefristet|ab sofort|ab \\d{1,2}\\.\\d{1,2}\\.\\d{2,4}|\\d{1,2}(?: ?(?:-|–|bis) ?\\d{1,2})? ?(?:Std|Stunden|h|hours)\\.?(?: ?(?:/|pro|per) ?(?:Woche|week))?|ohne Vorkenntnisse|(?:von|from) (?:zu Hause|zuhause|home)|remote|hybrid|homeoffice|home[- ]office|deutschlandweit|bundesweit|100 ?%|weltweit|worldwide|on-?site)";
  private static final String EDGE = "\\s{0,3}[-–—|/,(·]?\\s{0,3}";
  private static final Pattern BROKEN = Pattern.compile("^(\\p{L}{2,20})\\)");
  private static final Pattern EMPTY = Pattern.compile("\\(\\s{0,3}\\)|\\[\\s{0,3}\\]");
  private static final Pattern BLANKS =
      Pattern.compile("[\\s\\u00A0\\u2007\\u2009\\u202F]{1,1000}");
  private static final Pattern LOOSE_END =
      Pattern.compile("^[\\s,;:|/–—·-]{1,20}|[\\s,;:|/–—·(-]{1,20}$");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}+#]{1,1000}");

  /// Irregular pairs: the part after the sign is not an ending of the word before it.
  private static final List<List<String>> IRREGULAR =
      List.of(
          List.of("Expert", "Experte"),
          List.of("Ärzt", "Arzt"),
          List.of("Anwält", "Anwalt"),
          List.of("Psycholog", "Psychologe"),
          List.of("Pädagog", "Pädagoge"),
          List.of("Kolleg", "Kollege"),
          List.of("Kund", "Kunde"));

  private final Pattern trailing;

  /// Knows the places that stand at the end of titles.
  public TitleReader(Vocabulary vocabulary) {
    StringBuilder names = new StringBuilder();
    for (Vocabulary.Word place : vocabulary.places()) {
      names.append(names.isEmpty() ? "" : "|").append(place.words().pattern().pattern());
    }
    String place = "(?:(?:in|bei|im Raum|Raum|Standort|near|location:?) )?(?:" + names + ")(?!\\w)";
    this.trailing =
        Pattern.compile(
            "(?:" + EDGE + "(?<![\\w-])(?:" + WORKLOAD + "|" + place + ")\\s{0,2}\\)?)$", FLAGS);
  }

  /// The title as it is shown: blanks tidied, decoration gone, gender tag kept.
  public Fact<String> read(PostingText text) {
    String raw = text.title();
    String shown = display(raw);
    Evidence evidence = Evidence.text(raw, Confidence.HIGH, "title");
    return raw.isBlank()
        ? Fact.unstated()
        : shown.isEmpty() ? Fact.unreadable(evidence) : Fact.known(shown, evidence);
  }

  /// Blanks tidied, emojis and broken brackets gone.
  public String display(String raw) {
    // What is longer is no title; its length must not cost anything.
    String bounded = raw.length() > 4_000 ? raw.substring(0, 4_000) : raw;
    String title = bounded.replaceAll("[\\p{So}\\uFE0F\\u200B\\u200D]", " ");
    title = BROKEN.matcher(title.strip()).replaceFirst("$1");
    return LOOSE_END.matcher(tidy(title)).replaceAll("");
  }

  /// Without gender tags and forms, reference number, pay and noise: what a job is called.
  public String core(String raw) {
    String title = clip(display(raw));
    title = GENDER.matcher(title).replaceAll(" ");
    for (List<String> pair : IRREGULAR) {
      if (title.contains(pair.getFirst())) {
        title =
            title.replaceAll(
                Pattern.quote(pair.getFirst()) + "(?:[*:_·]|/-?)in(?!\\p{Ll})", pair.getLast());
      }
    }
    title = title.replaceAll("(?<=fach|kauf)(?:frau\\s?/\\s?-?mann|mann\\s?/\\s?-?frau)", "mann");
    title = FEMALE.matcher(title).replaceAll("");
    title = SPLIT_ENDING.matcher(title).replaceAll("er");
    if (!title.contains("LinkedIn")) {
      title = INNER_CAPITAL.matcher(title).replaceAll("");
    }
    title = REFERENCE.matcher(title).replaceAll(" ");
    title = PAY.matcher(title).replaceAll(" ");
    title = NOISE.matcher(title).replaceAll(" ");
    return end(title);
  }

  /// The core without place, workload and contract at its end.
  public String stripped(String raw) {
    String shown = clip(display(raw));
    Matcher tag = GENDER.matcher(shown);
    String title = core(raw);
    if (tag.find() && tag.start() > 0) {
      // "DevOps Engineer (m/w/x) Düsseldorf / Retail": after the tag a place ends the title.
      String tail = end(shown.substring(tag.end()));
      int cut = tail.indexOf(" / ");
      String head = cut < 0 ? tail : tail.substring(0, cut);
      if (!head.isEmpty() && trailing.matcher(" " + head).replaceFirst("").isBlank()) {
        title = core(shown.substring(0, tag.start()));
      }
    }
    String before = "";
    for (int i = 0; i < 8 && !before.equals(title); i++) {
      before = title;
      String shorter = end(trailing.matcher(title).replaceFirst(""));
      title = shorter.isEmpty() ? title : shorter;
    }
    return title;
  }

  /// What duplicates share: the stripped title in lower case, umlauts folded, words only.
  public String key(String raw) {
    String folded =
        stripped(raw)
            .toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    String plain = Normalizer.normalize(folded, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return NO_WORD.matcher(plain).replaceAll(" ").strip();
  }

  private static String clip(String title) {
    return title.length() > 400 ? title.substring(0, 400) : title;
  }

  private static String tidy(String title) {
    return BLANKS.matcher(title).replaceAll(" ").strip();
  }

  private static String end(String title) {
    String tidied = tidy(EMPTY.matcher(title).replaceAll(" "));
    String open = tidied.lastIndexOf('(') > tidied.lastIndexOf(')') ? closed(tidied) : tidied;
    return LOOSE_END.matcher(open).replaceAll("");
  }

  /// A bracket that lost its other half to a cut is closed again, or goes with what it held.
  private static String closed(String title) {
    int at = title.lastIndexOf('(');
    return title.substring(at + 1).isBlank() ? title.substring(0, at) : title + ")";
  }
}
