package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stellwerk.indexer.normalise.SearchText.Span;

/// Cuts passages into sentences and says of every word whether it is demanded, welcome or waived
/// (`normalisation.md` §3.2).
final class Sentences {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Set<String> SHORT =
      Set.of(
          "z",
          "b",
          "u",
          "a",
          "o",
          "ä",
          "d",
          "h",
          "i",
          "e",
          "g",
          "ca",
          "mind",
          "min",
          "max",
          "inkl",
          "bzw",
          "ggf",
          "evtl",
          "std",
          "abgeschl",
          "etc",
          "usw",
          "nr",
          "dr",
          "dipl",
          "vs",
          "approx",
          "incl",
          "sog",
          "insb",
          "vgl",
          "bspw",
          "exkl",
          "zzgl",
          "mtl",
          "ph",
          "sc",
          "eng");

  private static final Expression NICE_HEADING =
      Expression.of(
          "wünschenswert|idealerweise|nice[- ]to[- ]have|preferred|von Vorteil|bonus|desirable"
              + "|pluspunkt|plus points|gern gesehen|optional|(?:a|ein|das) plus|good to have",
          FLAGS);
  private static final Expression AHEAD =
      Expression.of(
          "(?:von Vorteil|wünschenswert|vorteilhaft|nice to have|(?:a|ein) plus|preferred)\\s?:|(?<!\\w)(?:idealerweise|im Idealfall|bestenfalls|am besten|nach Möglichkeit|optimalerweise"
              + "|wünschenswerterweise|vorzugsweise|preferably|ideally|optional(?:ly)?"
              + "|(?:wir freuen uns|schön wäre|bonus(?: points)?|plus points|gerne? auch|Pluspunkte?)(?!\\w))",
          FLAGS);
  private static final Expression BEHIND =
      Expression.of(
          "von (?:großem )?Vorteil|vorteilhaft|wären? (?:\\w{1,10} )?(?:schön|toll|super|klasse|ideal|prima|gut|fein)(?!\\w)|wünschenswert|(?:ist|sind|wird|werden|wäre|wären) (?:\\w{1,10} )?(?:erwünscht|gewünscht)"
              + "|(?:gern|gerne) gesehen|hilfreich|(?:ein|dickes|großes|klares|zusätzliches)(?: \\w{1,12})? (?:Plus|Vorteil|Pluspunkt|Bonus)"
              + "|(?<!\\w)(?:preferred|nice[- ]to[- ]have|(?:strong |big |huge |definite )?(?:a|an) (?:\\w{1,10} )?(?:plus|advantage|bonus|asset)|beneficial|desirable|desired|advantageous|helpful|welcome)(?!\\w)"
              + "|willkommen",
          FLAGS);
  private static final Expression WAIVED_BEHIND =
      Expression.of(
          "(?<!\\w)(?:nicht (?:zwingend |unbedingt |notwendigerweise )?(?:erforderlich|notwendig|nötig|Voraussetzung|vorausgesetzt|Bedingung|gefordert)"
              + "|kein(?:e)? (?:zwingende[sn]? |absolutes )?(?:Muss|Bedingung|Voraussetzung|Pflicht|Hindernis)"
              + "|(?:is |are |isn['’]t |aren['’]t )?(?:not|n['’]t) (?:strictly |absolutely )?(?:required|necessary|needed|mandatory|essential|a must|a requirement)"
              + "|brauchst du (?:dafür |dazu |hierfür )?nicht|musst du nicht|(?:isn['’]t|aren['’]t) (?:required|necessary|needed))(?!\\w)",
          FLAGS);
  private static final Expression WAIVED_AHEAD =
      Expression.of(
          "(?<!\\w)(?:keine?[nr]?(?!\\w)(?! (?:zwingende[sn]? |absolutes )?(?:Muss|Bedingung|Voraussetzung|Pflicht|Hindernis|Problem|Angst|Scheu|Berührung))|keinerlei|(?<!nicht )ohne(?! (?:weiteres|Probleme|Scheu))"
              + "|(?:müssen|musst|brauchst|brauchen) (?:du |Sie )?(?:\\w{1,8} )?nicht|no(?= (?:\\w{1,14} ){0,4}(?:experience|degree|requirement|background|knowledge|qualification|skills|training|education))"
              + "|without(?= (?:\\w{1,14} ){0,3}(?:experience|degree)))(?!\\w)",
          FLAGS);
  private static final Pattern BUT =
      Pattern.compile("(?<!\\w)(?:aber|jedoch|sondern|but|however)(?!\\w)", FLAGS);
  private static final Expression TAUGHT =
      Expression.of(
          "(?<!\\w)(?:aber|jedoch|but|oder)(?: \\w{1,14}){0,3} (?:lernen|arbeiten|bringen|bilden|train)\\w{0,3}(?: \\w{1,14}){0,4} (?:an|ein|bei|aus|you)(?!\\w)",
          FLAGS);
  private static final Pattern PLURAL =
      Pattern.compile(
          "(?<!\\w)(?:sind|wären|werden|are|would be)(?:\\s\\w{1,12}){0,2}\\s?$", FLAGS);
  private static final Pattern PLURAL_AHEAD =
      Pattern.compile("(?is)(?:sind|werden|wären|are) .{0,80}");
  private static final Pattern HEAD =
      Pattern.compile(
          "erfahrung|kenntnis|studium|ausbildung|abschluss|deutsch|englisch|(?:zös|span|italien|poln|türk|arab|russ|länd|ukrain|portugies|chines|japan|schwed)isch|french|spanish|dutch|german|english|experience|degree|knowledge|skill|führerschein"
              + "|fähigkeit|verständnis|praxis|master|bachelor|studies|umgang|affinität|auftreten|weiterbildung|zertifi|fluency|proficien|denken|sorgfalt|sprachen?(?!\\w)|languages?(?!\\w)",
          FLAGS);
  private static final Pattern AND = Pattern.compile("(?<!\\w)(?:und|sowie|and)(?!\\w)", FLAGS);
  private static final Pattern ANSWER =
      Pattern.compile(
          "\\?\\s{0,3}(?:nicht nötig|kein Problem|kein Muss|nicht erforderlich|brauchst du nicht|nein|nope|not needed|not necessary|not required|no problem)",
          FLAGS);

  /// What stands further back is no longer a posting, but somebody's whole site.
  private static final int LONGEST = 100_000;

  private Sentences() {}

  /// The sentences of all passages of the wanted kinds, in order.
  static List<Sentence> of(PostingText text, Predicate<PostingText.Kind> wanted) {
    return text.sentences().stream().filter(sentence -> wanted.test(sentence.kind())).toList();
  }

  /// The sentences of all passages, in order.
  static List<Sentence> cut(PostingText text) {
    List<Sentence> sentences = new ArrayList<>();
    for (PostingText.Passage passage : text.passages()) {
      if (passage.from() < LONGEST) {
        boolean nice = NICE_HEADING.in(passage.heading());
        cut(text, passage, nice ? Wish.NICE : Wish.MUST, sentences);
      }
    }
    return sentences;
  }

  private static void cut(
      PostingText text, PostingText.Passage passage, Wish wish, List<Sentence> sentences) {
    String words = text.description().substring(passage.from(), Math.min(passage.to(), LONGEST));
    int begin = 0;
    for (int i = 0; i < words.length(); i++) {
      if (ends(words, i)) {
        add(text.searched(), words, begin, i + 1, passage, wish, sentences);
        begin = i + 1;
      }
    }
    add(text.searched(), words, begin, words.length(), passage, wish, sentences);
  }

  private static boolean ends(String words, int i) {
    char c = words.charAt(i);
    if (c == '\n' || c == '•' || c == ';') {
      return true;
    }
    if (c != '.' && c != '!' && c != '?') {
      return false;
    }
    if (i + 1 >= words.length() || !Character.isWhitespace(words.charAt(i + 1))) {
      return false;
    }
    if (c == '?' && ANSWER.matcher(words).region(i, words.length()).lookingAt()) {
      return false;
    }
    int next = i + 1;
    while (next < words.length() && next < i + 4 && Character.isWhitespace(words.charAt(next))) {
      next++;
    }
    if (next < words.length() && Character.isLowerCase(words.charAt(next))) {
      return false;
    }
    int start = i;
    while (start > 0 && i - start < 10 && Character.isLetter(words.charAt(start - 1))) {
      start--;
    }
    boolean number = start == i && i > 0 && Character.isDigit(words.charAt(i - 1));
    return c != '.'
        || !(number || SHORT.contains(words.substring(start, i).toLowerCase(Locale.ROOT)));
  }

  private static void add(
      SearchText text,
      String words,
      int begin,
      int end,
      PostingText.Passage passage,
      Wish wish,
      List<Sentence> sentences) {
    // A sentence of more than this is a text without any punctuation; its second half is another.
    for (int at = begin; at < end; at += 1500) {
      String sentence = words.substring(at, Math.min(end, at + 1500));
      if (!sentence.isBlank()) {
        sentences.add(
            new Sentence(new Span(text, passage.from() + at, sentence), wish, passage.kind()));
      }
    }
  }

  static Wish[] wishes(Span span, Wish base) {
    String words = span.words();
    Wish[] wishes = new Wish[words.length()];
    java.util.Arrays.fill(wishes, base);
    List<Integer> items = items(words);
    Expression.Search behind = BEHIND.matcher(span);
    while (behind.find()) {
      fill(wishes, back(words, items, behind.start()), behind.end(), Wish.NICE);
    }
    Expression.Search ahead = AHEAD.matcher(span);
    while (ahead.find()) {
      boolean first = ahead.start() < 12 || ahead.group().endsWith(":");
      int until = first ? words.length() : itemEnd(words, items, ahead.start());
      fill(wishes, ahead.group().endsWith(":") ? 0 : ahead.start(), until, Wish.NICE);
    }
    Expression.Search taught = TAUGHT.matcher(span);
    if (taught.find()) {
      fill(wishes, 0, taught.start(), Wish.NICE);
    }
    Expression.Search waivedAhead = WAIVED_AHEAD.matcher(span);
    while (waivedAhead.find()) {
      fill(
          wishes,
          waivedAhead.start(),
          but(words, waivedAhead.end(), itemEnd(words, items, waivedAhead.start())),
          Wish.WAIVED);
    }
    Expression.Search waived = WAIVED_BEHIND.matcher(span);
    while (waived.find()) {
      int start = back(words, items, waived.start());
      boolean softened = BEHIND.pattern().matcher(words).region(start, waived.start()).find();
      Matcher other = BUT.matcher(words).region(start, waived.start());
      // "von Vorteil, aber kein Muss" is welcome, not waived.
      if (!softened && !(other.find() && BEHIND.in(words))) {
        fill(wishes, start, waived.end(), Wish.WAIVED);
      }
    }
    return wishes;
  }

  private static int but(String words, int from, int until) {
    Matcher but = BUT.matcher(words).region(from, until);
    return but.find() ? but.start() : until;
  }

  private static void fill(Wish[] wishes, int from, int to, Wish wish) {
    for (int i = from; i < Math.min(to, wishes.length); i++) {
      wishes[i] = wish;
    }
  }

  /// Where the comma items begin; commas in brackets and in numbers do not count.
  private static List<Integer> items(String words) {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    int depth = 0;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
      } else if (c == ','
          && depth == 0
          && i + 1 < words.length()
          && !Character.isDigit(words.charAt(i + 1))) {
        starts.add(i + 1);
      }
    }
    return starts;
  }

  private static int itemEnd(String words, List<Integer> items, int at) {
    for (int start : items) {
      if (start > at) {
        return start - 1;
      }
    }
    return words.length();
  }

  /// How far back a word at the end of an item reaches: over its item; further to the item that
  /// names what is meant; over the whole sentence after a plural verb.
  private static int back(String words, List<Integer> items, int at) {
    String before = words.substring(Math.max(0, at - 40), at);
    if (PLURAL.matcher(before).find()
        || PLURAL_AHEAD.matcher(words).region(at, words.length()).matches()) {
      return 0;
    }
    int i = items.size() - 1;
    while (i > 0 && items.get(i) > at) {
      i--;
    }
    while (i > 0
        && (!HEAD.matcher(words).region(items.get(i), at).find()
            || BUT.matcher(words).region(items.get(i), at).find())) {
      i--;
    }
    int start = items.get(i);
    int split = start;
    Matcher and = AND.matcher(words).region(start, at);
    while (and.find()) {
      boolean left = HEAD.matcher(words).region(start, and.start()).find();
      boolean right = HEAD.matcher(words).region(and.end(), at).find();
      if (left && right) {
        split = and.start();
      }
    }
    return split;
  }
}
