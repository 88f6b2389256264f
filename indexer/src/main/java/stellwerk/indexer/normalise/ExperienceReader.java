package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.SearchText.Span;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Requirement;

/// Reads experience (`normalisation.md` §3.4). Digits beat adjectives; years of a company, of
/// residence or of studies are none.
final class ExperienceReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Expression HINT =
      Expression.of(
          "erfahr|gearbeitet|gewesen|warst|waren|praxis|experienc|vorkennt|quereinst|career changer|entry|berufs|prior|previous|background",
          Pattern.CASE_INSENSITIVE);
  private static final Expression YEARS =
      Expression.of(
          "(?<![\\p{L}\\d,]|\\d\\.)("
              + NumberWords.ONE
              + ")(?:\\s?(?:-|–|bis(?: zu)?|to|or|oder|and|und|/)\\s?("
              + NumberWords.ONE
              + "))?\\s?\\+?\\s?-?(?:\\w{1,8} )?(?:Jahre?n?s?|years?|yrs?|jährige[rnms]?)(?!\\w)",
          FLAGS);
  private static final Expression EXPERIENCE =
      Expression.of(
          "(?<!\\w)(?:[\\p{L}-]{0,30}?erfahrung(?:en)?(?!\\w)|Berufspraxis|Praxis(?!\\w)|experienced?(?!\\w)|Vorkenntnisse|Vorerfahrung\\w{0,2}|(?:prior|previous) work in|background in|erfahren (?:in|im|mit))",
          FLAGS);
  private static final Expression WORKED =
      Expression.of(
          YEARS.pattern().pattern()
              + "(?: [\\w-]{1,24}){1,7}? (?:gearbeitet|(?:beschäftigt|tätig) (?:gewesen|warst|waren))(?!\\w)",
          FLAGS);

  /// Nobody is asked for so many years; they are the employer's.
  private static final int OLDEST = 20;

  private static final Expression NOT_MEANT =
      Expression.of(
          "(?<!\\w)(?:User[- ]?Experience|customer experience|UX|candidate experience|Kundenerfahrung\\w{0,2}|Nutzererfahrung\\w{0,2}|Erfahrung(?:en)? (?:zu )?(?:sammeln|machen)|Erfahrungsaustausch|Erfahrungsberichte?|aus Erfahrung|experience of the (?:user|customer)|an inclusive experience|employee experience)",
          FLAGS);
  private static final Pattern MANY =
      Pattern.compile(
          "(?<!\\w)(?:mehrjährige[rnms]?|langjährige[rnms]?|mehrere[rn]? Jahre?n?|several years|many years|multiple years|extensive|umfangreiche[rn]?|umfassende[rn]?|fundierte[rn]?)(?!\\w)",
          FLAGS);
  private static final Expression ENTRY =
      Expression.of(
          "(?<!\\w)(?:entry[- ]level|Berufseinsteiger|Berufsanfänger|Berufseinstieg)", FLAGS);
  private static final Expression CROSSING =
      Expression.of("(?<!\\w)(?:Quereinsteiger|Quereinstieg|career changers)", FLAGS);
  private static final Pattern OF_A_COMPANY =
      Pattern.compile(
          "(?<!\\w)(?:seit|over the (?:last|past)|for over|für über)(?: \\w{1,10}){0,2}\\s?$",
          FLAGS);
  private static final Pattern OR =
      Pattern.compile("(?is).{0,1400}(?:oder|or)(?: \\w{1,16}){0,2} ?");
  private static final Pattern OF_WHAT =
      Pattern.compile("\\G(?:,? \\w{1,12}){0,3}? (?:mit|in|im|with|using|von)(?!\\w)", FLAGS);

  private final Vocabulary vocabulary;

  ExperienceReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  List<Fact.Known<Requirement>> read(Sentence sentence, boolean education) {
    List<Fact.Known<Requirement>> read = new ArrayList<>();
    if (!HINT.in(sentence.span())) {
      return read;
    }
    Span span = Sentence.blank(sentence.span(), NOT_MEANT);
    String words = span.words();
    Expression.Search crossing = CROSSING.matcher(span);
    if (crossing.find() && !education) {
      read.add(fact(Years.UNSAID, "none_needed", null, Wish.WAIVED, sentence.evidence(crossing)));
      return read;
    }
    Expression.Search head = EXPERIENCE.matcher(span);
    boolean counted = false;
    while (head.find() && read.size() < 4) {
      Wish wish = sentence.wishAt(head.start());
      if (wish == Wish.WAIVED) {
        read.add(fact(Years.UNSAID, "none_needed", null, wish, sentence.evidence(head)));
        continue;
      }
      Expression.Search years =
          YEARS.matcher(
              span, Math.max(0, head.start() - 70), Math.min(words.length(), head.end() + 60));
      if (!counted
          && years.find()
          && NumberWords.of(years.group(1)) < OLDEST
          && !OF_A_COMPANY.matcher(words.substring(0, years.start())).find()) {
        counted = true;
        int from = Math.min(years.start(), head.start());
        int to = Math.max(years.end(), head.end());
        Evidence evidence = sentence.evidence(from, to, sentence.confidence());
        int least = NumberWords.of(years.group(1));
        BigDecimal most =
            years.group(2) == null ? null : years(Math.max(least, NumberWords.of(years.group(2))));
        read.add(
            fact(new Years(years(least), most), null, Subject.after(words, to), wish, evidence));
      } else if (!counted && !head.group().toLowerCase(Locale.ROOT).startsWith("vorkenntnis")) {
        unnumbered(sentence, words, head, education).ifPresent(read::add);
        counted = true;
      }
    }
    if (read.isEmpty()) {
      Expression.Search worked = WORKED.matcher(span);
      if (worked.find() && !OF_A_COMPANY.matcher(words.substring(0, worked.start())).find()) {
        BigDecimal most = worked.group(2) == null ? null : years(NumberWords.of(worked.group(2)));
        Years years = new Years(years(NumberWords.of(worked.group(1))), most);
        Evidence evidence = sentence.evidence(worked.start(), worked.end(), sentence.confidence());
        read.add(fact(years, null, null, sentence.wishAt(worked.start()), evidence));
      }
    }
    Expression.Search entry = ENTRY.matcher(span);
    if (read.isEmpty() && entry.find()) {
      read.add(
          fact(
              Years.UNSAID,
              "entry",
              null,
              sentence.wishAt(entry.start()),
              sentence.evidence(entry)));
    }
    if (education && crossing.again() && sentence.wishAt(crossing.start()) != Wish.MUST) {
      read.add(fact(Years.UNSAID, "none_needed", null, Wish.WAIVED, sentence.evidence(crossing)));
    }
    return read;
  }

  private java.util.Optional<Fact.Known<Requirement>> unnumbered(
      Sentence sentence, String words, Expression.Search head, boolean education) {
    String before = words.substring(0, head.start());
    Matcher many = MANY.matcher(before.substring(Math.max(0, before.length() - 40)));
    boolean long_ =
        many.find()
            && (many.group().toLowerCase(Locale.ROOT).contains("jähr")
                || many.group().toLowerCase(Locale.ROOT).contains("jahre")
                || many.group().toLowerCase(Locale.ROOT).contains("years"));
    if (long_) {
      int from = Math.max(0, before.length() - 40) + many.start();
      return java.util.Optional.of(
          fact(
              Years.UNSAID,
              "multi",
              Subject.after(words, head.end()),
              sentence.wishAt(head.start()),
              sentence.evidence(from, head.end(), sentence.confidence())));
    }
    // "Ausbildung oder Berufserfahrung": the experience stands in for the education.
    boolean instead = education && OR.matcher(before).matches();
    if (instead || ofATool(words, head.end())) {
      return java.util.Optional.empty();
    }
    return java.util.Optional.of(
        fact(
            Years.UNSAID,
            "some",
            Subject.after(words, head.end()),
            sentence.wishAt(head.start()),
            sentence.evidence(head)));
  }

  /// "Erfahrung mit Docker" asks for Docker.
  private boolean ofATool(String words, int from) {
    Matcher what = OF_WHAT.matcher(words);
    if (!what.find(from) || what.start() != from) {
      return false;
    }
    Words after = new Words(words.substring(from, Math.min(words.length(), from + 90)));
    return vocabulary.skills().stream().anyMatch(word -> after.first(word.words()) != null)
        || vocabulary.softSkills().stream()
            .filter(word -> word.id().equals("writing"))
            .anyMatch(word -> after.first(word.words()) != null);
  }

  /// How many years; both null where no number was said.
  private record Years(@Nullable BigDecimal least, @Nullable BigDecimal most) {
    private static final Years UNSAID = new Years(null, null);
  }

  private static BigDecimal years(int count) {
    return BigDecimal.valueOf(count);
  }

  private static Fact.Known<Requirement> fact(
      Years years, @Nullable String level, @Nullable String field, Wish wish, Evidence evidence) {
    return new Fact.Known<>(
        new Requirement.Experience(
            years.least(), years.most(), level, field, wish.required(), wish.waived(), null),
        evidence);
  }
}
