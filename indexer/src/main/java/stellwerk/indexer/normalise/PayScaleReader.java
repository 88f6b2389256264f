package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads references to pay scales and to the minimum wage (`normalisation.md` §1.12).
///
/// A letter with a digit is a group only beside an agreement; an agreement without a group is pay
/// only beside a pay word.
final class PayScaleReader {
  private static final int MOST = 60;
  private static final int NEAR = 60;
  private static final int BESIDE = 140;
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Expression AGREEMENT =
      Expression.of(
          "(?<![\\p{L}\\d])(?:(?<tvoed>TV ?-?(?:ö|oe)D)(?:[ -]?(?:\\(?(?<part>VKA|Bund|SuE|P)\\)?(?![\\p{L}])))?"
              + "|(?<tvl>TV-?L)(?![\\p{L}])|(?<tvh>TV-?H)(?![\\p{L}])|(?<tvv>TV-V)(?![\\p{L}])"
              + "|(?<avr>AVR(?:[- ]?(?<church>Caritas|Diakonie|DD))?)(?![\\p{Ll}])"
              + "|(?<long>Tarifvertr(?:ag(?:e?s)?|ages) für den öffentlichen Dienst(?<laender> der Länder)?)"
              + "|(?<civil>Besoldung(?:sgruppe)?|BesGr\\.?))",
          FLAGS);
  private static final Pattern GROUP =
      Pattern.compile(
          "(?<![\\p{L}\\d])(?:(?:Entgeltgruppen?|Entgeltgr\\.|Vergütungsgruppe|pay (?:group|grade)|salary group|EG\\.?)[ -]{0,2}(?<letter>E(?!G)|S|P|KR)?[ -]{0,2}|(?<short>E|S|P|KR)[ -]{0,2})"
              + "(?<number>1[0-7]|[1-9])(?!\\d)(?: ?(?<suffix>[abcÜü])(?![\\p{L}]))?(?![\\p{L}\\d])",
          FLAGS);
  private static final Pattern GRADED =
      Pattern.compile(
          "(?:Stelle|Position|Eingruppierung|eingruppiert|Bewertung|Dotierung|dotiert)(?:[ (][\\p{L}.,-]{1,20}){0,6}?[ (:]{1,3}(?<group>(?:Entgeltgruppe|Vergütungsgruppe|EG)[ -]{0,2}(?:(?:E|S|P|KR)[ -]{0,2})?(?:1[0-7]|[1-9])(?!\\d) ?[abcÜ]?(?![\\p{L}]))",
          FLAGS);
  private static final Pattern CIVIL_GROUP =
      Pattern.compile(
          "(?<![\\p{L}\\d])(?<letter>[ABWR]) ?-?(?<number>1[0-6]|[1-9])(?![\\d\\p{L}])");
  private static final Pattern BARE_GROUP =
      Pattern.compile(
          "^[ (,-]{0,3}(?<number>1[0-5]|[1-9])(?<suffix>[abcÜ])?(?![\\d\\p{L}%]|[.,]\\d)(?! ?(?:%|Std|Stunden|€|Euro|h\\b))");
  private static final Pattern RANGE_TO =
      Pattern.compile(
          "^ ?(?:bis|-|bzw\\.|oder|to|/) ?(?:zur? )?(?:Entgeltgruppe |EG )?(?<letter>E|S|P|KR)? ?(?<number>1[0-7]|[1-9])(?!\\d)(?<suffix>[abcÜ])?(?![\\p{L}])",
          FLAGS);
  private static final Expression PROFESSOR =
      Expression.of(
          "(?<![\\p{L}\\d])(?<letter>W) ?(?<number>[123])(?=-? ?(?:Professur|Professor|Stelle))");
  private static final Pattern CUE =
      Pattern.compile(
          "vergüt|bezahl|entgelt|gehalt|entlohn|\\blohn|eingruppier|remunerat|\\bpaid\\b|salary|besold|dotier|\\bpay\\b",
          FLAGS);
  private static final Pattern NOT_PAY =
      Pattern.compile(
          "kenntnisse|erfahrung|ohne feste eingruppierung|knowledge|jahressonderzahlung|altersversorgung|anwendung des|sonderzahlung",
          FLAGS);
  private static final Pattern UP_TO =
      Pattern.compile("(?:bis(?: zu[rm]?)?|up to|max\\.|maximal|höchstens)[ :]{0,2}$", FLAGS);
  private static final Pattern LIKE =
      Pattern.compile("in Anlehnung|angelehnt|orientier|vergleichbar mit|analog", FLAGS);
  private static final Pattern STEP = Pattern.compile("Stufe ([1-6])\\b", FLAGS);
  private static final Pattern WORKLOAD =
      Pattern.compile("(?<![\\d.,-])([1-9]\\d|100) ?%(?! ?-)", FLAGS);
  private static final Pattern FEDERAL =
      Pattern.compile(
          "\\bBund\\b|Bundesamt|Bundesanstalt|Bundesministerium|Bundesverwaltung|Bundesbehörde",
          FLAGS);
  private static final Pattern MUNICIPAL =
      Pattern.compile(
          "\\bVKA\\b|kommunal|Landkreis|Sparkasse|Gemeinde|Stadtverwaltung|Stadtwerke|Kommune|Stadt ",
          FLAGS);
  private static final Expression MINIMUM =
      Expression.of(
          "(?<![\\p{L}])(?:(?:gesetzlichen?[rmns]? |allgemeinen? )?Mindestlohn(?:s|es|bereich|niveau)?)(?![\\p{L}])",
          FLAGS);
  private static final Pattern MINIMUM_CUE =
      Pattern.compile(
          "(?:vergüt|bezahl|entlohn|stundenlohn|\\blohn\\b|zahlen|verdienst|gehalt|entgelt|honor)",
          FLAGS);
  private static final Pattern MINIMUM_NOT =
      Pattern.compile(
          "(?:über|oberhalb|mehr als|übersteig|kenntnis|unter|deutlich)[^.!?]{0,20}$", FLAGS);

  private static final Anchors MENTIONED =
      Anchors.letters(List.of("TV", "AVR", "arifvert", "esold", "BesGr", "Profess", "indestlohn"));

  private PayScaleReader() {}

  /// The references in a text, in order; the first is the one that counts.
  static List<PayScale> in(SearchText searched) {
    String text = searched.text();
    List<PayScale> scales = new ArrayList<>();
    if (searched.traces(MENTIONED).nowhere() || !mentions(text)) {
      return scales;
    }
    Expression.Search found = AGREEMENT.matcher(searched);
    for (int count = 0; count < MOST && found.find(); count++) {
      PayScale scale = scale(text, found);
      if (scale != null) {
        scales.add(scale);
      }
    }
    Expression.Search chair = PROFESSOR.matcher(searched);
    if (scales.isEmpty() && chair.find()) {
      scales.add(plain("Besoldung", "W" + chair.group("number"), chair.start(), chair.end()));
    }
    // a named group beats the mere name of the agreement
    scales.sort(
        java.util.Comparator.comparing((PayScale s) -> s.group() == null)
            .thenComparing(s -> s.agreement().equals("Besoldung")));
    Expression.Search minimum = MINIMUM.matcher(searched);
    for (int count = 0; scales.isEmpty() && count < MOST && minimum.find(); count++) {
      String before = text.substring(Math.max(0, minimum.start() - 50), minimum.start());
      String line =
          before.substring(Math.max(before.lastIndexOf('\n'), before.lastIndexOf(". ")) + 1);
      if (MINIMUM_CUE.matcher(line).find() && !MINIMUM_NOT.matcher(line).find()) {
        scales.add(plain(PayScale.MINIMUM_WAGE, null, minimum.start(), minimum.end()));
      }
    }
    return scales;
  }

  /// Looks for the letters that every reference holds, so that other texts cost next to nothing.
  private static boolean mentions(String text) {
    return text.contains("TV")
        || text.contains("Tv")
        || text.contains("tvö")
        || text.contains("AVR")
        || text.contains("arifvert")
        || text.contains("esold")
        || text.contains("BesGr")
        || text.contains("Profess")
        || text.contains("indestlohn");
  }

  private static PayScale plain(String agreement, @Nullable String group, int from, int to) {
    return new PayScale(agreement, "", group, null, null, null, false, false, from, to);
  }

  private static @Nullable PayScale scale(String text, Expression.Search agreement) {
    int sentenceFrom = border(text, agreement.start(), -1);
    int sentenceTo = border(text, agreement.end(), 1);
    String sentence = text.substring(sentenceFrom, sentenceTo);
    String name = name(agreement);
    boolean civil = name.equals("Besoldung");
    int left = Math.max(sentenceFrom, agreement.start() - NEAR);
    int right = Math.min(sentenceTo, agreement.end() + NEAR);
    Group group =
        civil
            ? after(CIVIL_GROUP, text, agreement.end(), Math.min(right, agreement.end() + 12))
            : nearest(text, left, agreement.start(), agreement.end(), right);
    if (civil && group == null) {
      return null;
    }
    if (group == null && !civil) {
      group = graded(text, agreement.start(), agreement.end());
    }
    if (group == null) {
      boolean pay = CUE.matcher(text.substring(left, agreement.start())).find();
      return pay && !NOT_PAY.matcher(sentence).find() && !LIKE_LOOSE.matcher(sentence).find()
          ? with(
              plain(name, null, agreement.start(), agreement.end()), text, sentence, sentenceFrom)
          : null;
    }
    String upper = null;
    Matcher to =
        RANGE_TO.matcher(text.substring(group.to(), Math.min(text.length(), group.to() + 24)));
    int end = Math.max(agreement.end(), group.to());
    if (!civil && to.find() && !text.substring(group.to()).startsWith(" -  ")) {
      upper =
          group.name().replaceAll("\\d.*", "") + to.group("number") + suffix(to.group("suffix"));
      end = Math.max(end, group.to() + to.end());
    }
    boolean upTo =
        UP_TO.matcher(text.substring(Math.max(0, group.from() - 20), group.from())).find();
    String part = part(agreement, sentence);
    String full =
        name.equals("TVöD") && group.name().startsWith("S")
            ? "TVöD-SuE"
            : name.equals("TVöD") && group.name().startsWith("P") ? "TVöD-P" : name;
    Matcher step = STEP.matcher(text).region(end, Math.min(text.length(), end + 30));
    Integer stepNumber = step.find() ? Integer.valueOf(step.group(1)) : null;
    PayScale scale =
        new PayScale(
            full,
            part,
            group.name(),
            upper,
            stepNumber,
            null,
            upTo,
            false,
            Math.min(agreement.start(), group.from()),
            end);
    return with(scale, text, sentence, sentenceFrom);
  }

  private static final Pattern LIKE_LOOSE = Pattern.compile("orientieren uns", FLAGS);

  private static PayScale with(PayScale scale, String text, String sentence, int sentenceFrom) {
    int near = Math.min(Math.max(sentenceFrom, scale.from() - 45), scale.from());
    boolean like = LIKE.matcher(text.substring(near, scale.from())).find();
    Matcher workload =
        WORKLOAD
            .matcher(text)
            .region(
                scale.to(),
                Math.max(scale.to(), Math.min(scale.to() + 30, sentenceFrom + sentence.length())));
    Integer percent = null;
    if (scale.group() != null) {
      if (workload.find()) {
        percent = Integer.valueOf(workload.group(1));
      } else {
        Matcher earlier = WORKLOAD.matcher(text).region(near, scale.from());
        percent = earlier.find() ? Integer.valueOf(earlier.group(1)) : null;
      }
    }
    return new PayScale(
        scale.agreement(),
        scale.part(),
        scale.group(),
        scale.groupTo(),
        scale.step(),
        percent != null && percent == 100 ? null : percent,
        scale.upTo(),
        like,
        scale.from(),
        scale.to());
  }

  private record Group(String name, int from, int to) {}

  private static @Nullable Group nearest(String text, int left, int from, int to, int right) {
    Group before = null;
    Matcher found = GROUP.matcher(text).region(left, from);
    found.useTransparentBounds(true);
    while (found.find()) {
      if (before == null
          || from - before.to() > 30
          || !RANGE_TO.matcher(text.substring(before.to(), found.end())).find()) {
        before = group(found);
      }
    }
    Group after = after(GROUP, text, to, right);
    if (before != null && (after == null || from - before.to() <= after.from() - to)) {
      return before;
    }
    if (after != null) {
      return after;
    }
    Matcher bare = BARE_GROUP.matcher(text.substring(to, right));
    return bare.find()
        ? new Group(
            "E" + bare.group("number") + suffix(bare.group("suffix")),
            to + bare.start("number"),
            to + bare.end())
        : null;
  }

  /// The group in the sentence beside: "Die Vergütung erfolgt nach TV-L. Die Stelle ist mit EG 9b
  /// bewertet." Only where that sentence speaks of the post, and of a group in so many words.
  private static @Nullable Group graded(String text, int from, int to) {
    int left = Math.max(0, from - BESIDE);
    int right = Math.min(text.length(), to + BESIDE);
    Matcher found = GRADED.matcher(text).region(left, right);
    Group best = null;
    while (found.find()) {
      boolean behind = found.start() >= to;
      boolean before = found.end() <= from;
      int gap = behind ? found.start() - to : from - found.end();
      boolean own =
          (behind || before)
              && !AGREEMENT
                  .pattern()
                  .matcher(text)
                  .region(behind ? to : found.end(), behind ? found.start() : from)
                  .find();
      if (own && (best == null || gap < Math.max(best.from() - to, from - best.to()))) {
        best = after(GROUP, text, found.start("group"), found.end());
      }
    }
    return best;
  }

  private static @Nullable Group after(Pattern pattern, String text, int from, int to) {
    Matcher found = pattern.matcher(text).region(from, Math.max(from, to));
    found.useTransparentBounds(true);
    if (!found.find()) {
      return null;
    }
    return pattern == CIVIL_GROUP
        ? new Group(found.group("letter") + found.group("number"), found.start(), found.end())
        : group(found);
  }

  private static Group group(Matcher found) {
    String letter = found.group("letter") != null ? found.group("letter") : found.group("short");
    String name = letter == null ? "E" : letter.toUpperCase(Locale.ROOT);
    return new Group(
        name + found.group("number") + suffix(found.group("suffix")), found.start(), found.end());
  }

  private static String suffix(@Nullable String suffix) {
    if (suffix == null) {
      return "";
    }
    return suffix.equalsIgnoreCase("ü") ? "Ü" : suffix.toLowerCase(Locale.ROOT);
  }

  private static String name(Expression.Search found) {
    if (found.group("tvoed") != null) {
      String part = found.group("part");
      return part != null && part.equalsIgnoreCase("SuE")
          ? "TVöD-SuE"
          : part != null && part.equalsIgnoreCase("P") ? "TVöD-P" : "TVöD";
    }
    if (found.group("long") != null) {
      return found.group("laender") != null ? "TV-L" : "TVöD";
    }
    if (found.group("avr") != null) {
      String church = found.group("church");
      return church == null ? "AVR" : "AVR " + church;
    }
    return found.group("tvl") != null
        ? "TV-L"
        : found.group("tvh") != null ? "TV-H" : found.group("tvv") != null ? "TV-V" : "Besoldung";
  }

  private static String part(Expression.Search agreement, String sentence) {
    String said = agreement.group("part");
    if (said != null && said.equalsIgnoreCase("VKA")) {
      return "VKA";
    }
    if (said != null && said.equalsIgnoreCase("Bund")) {
      return "Bund";
    }
    if (FEDERAL.matcher(sentence).find()) {
      return "Bund";
    }
    return MUNICIPAL.matcher(sentence).find() ? "VKA" : "";
  }

  private static int border(String text, int at, int step) {
    int i = at;
    for (int count = 0; count < 200; count++) {
      int next = step < 0 ? i - 1 : i;
      if (next < 0 || next >= text.length()) {
        break;
      }
      char c = text.charAt(next);
      boolean stop =
          c == '\n'
              || c == '!'
              || c == '?'
              || c == ';'
              || c == '•'
              || (c == '.'
                  && next + 2 < text.length()
                  && text.charAt(next + 1) == ' '
                  && Character.isUpperCase(text.charAt(next + 2))
                  && next > 3
                  && Character.isLetter(text.charAt(next - 3)));
      if (stop) {
        break;
      }
      i += step;
    }
    return i;
  }
}
