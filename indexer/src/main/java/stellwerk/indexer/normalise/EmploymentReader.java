package stellwerk.indexer.normalise;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.normalise.SearchText.Span;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.WorkingTime;

/// Reads working time and contract, two axes of which a posting can name several values each
/// (`normalisation.md` §4.1). What is not said stays unsaid: never full-time by default.
final class EmploymentReader {
  private static final int TITLE_LENGTH = 400;

  /// What words mean on either axis.
  ///
  /// @param anywhere whether they mean it in the description too; words such as "Werkstudent" name
  ///   in a description as often the colleagues
  private record Rule(
      Expression words,
      @Nullable WorkingTime time,
      @Nullable Contract contract,
      boolean anywhere) {}

  private static final Clauses STEMS =
      Clauses.of(
          "vollzeit",
          "teilzeit",
          "full-time",
          "full time",
          "fulltime",
          "part-time",
          "part time",
          "parttime",
          "minijob",
          "mini-job",
          "geringfügig",
          "€-basis",
          "euro-basis",
          "euro basis",
          "€ basis",
          "-euro-job",
          "werkstud",
          "working student",
          "prakti",
          "intern",
          "dual",
          "freie mitarbeit",
          "freier mitarbeit",
          "freiberuf",
          "honorarbasis",
          "freelanc",
          "contract",
          "selbstständig",
          "selbständig",
          "gewerbe",
          "1099",
          "zeitarbeit",
          "arbeitnehmerüberlassung",
          "befrist",
          "festanstellung",
          "permanent",
          "fixed-term",
          "fixed term",
          "temporary",
          "elternzeitvertretung",
          "enddatum",
          "ohne feste laufzeit",
          "end date",
          "ongoing",
          "ehrenamt",
          "volunteer",
          "feste anstellung",
          "fester anstellung",
          "direktvermittlung",
          "shk",
          "hiwi",
          "studentische hilfskraft");

  private static final List<Rule> RULES =
      List.of(
          time(
              "(?<!kein )(?<!keine )\\bvollzeit(?!äquivalent|ausbildung|stud)\\w{0,20}|\\bfull[- ]?time\\b(?! (?:students?|study|employment elsewhere|equivalent))",
              WorkingTime.FULL_TIME,
              true),
          time(
              "(?<!alters)(?<!eltern)(?<!kein )(?<!keine )\\bteilzeit(?!ausbildung|stud)\\w{0,20}|vollzeit(?:/|- ?(?:und|oder|/) ?)teilzeit|voll-?(?: und | oder |/)teilzeit|\\bpart[- ]?time\\b(?! (?:students?|study))",
              WorkingTime.PART_TIME,
              true),
          time("\\bvoll-? ?(?:und|oder|/|bzw\\.) ?teilzeit", WorkingTime.FULL_TIME, true),
          time(
              "(?<!kein )(?<!keine )\\bmini-?job\\w{0,10}|\\bgeringfügig\\w{0,3} (?:beschäftig\\w{0,6}|basis|entlohnt\\w{0,2})|\\b(?:450|520|538|556|603)[- ]?(?:€|euro)(?:-| )?(?:basis|job)\\w{0,3}",
              WorkingTime.MINIJOB,
              true),
          time("\\baushilf(?:e|s)\\w{0,12}|\\bgeringfügig\\b", WorkingTime.MINIJOB, false),
          contract(
              "\\bwerkstud(?:ent|ierend)\\w{0,4}|\\bworking students?\\b|\\bshk\\b|\\bwhk\\b|\\bhiwi\\b|\\bstudentische\\w{0,2} (?:hilfskraft|aushilfe|mitarbeiter\\w{0,3})",
              Contract.WORKING_STUDENT,
              false),
          contract(
              "\\bals werkstud\\w{0,8}|\\bwerkstud(?:ent|ierend)en(?:stelle|job|tätigkeit|vertrag|position)\\w{0,2}|\\bas a working student|studentische\\w{0,2} hilfskraft",
              Contract.WORKING_STUDENT,
              true),
          contract(
              "\\b(?:pflicht)?praktik(?:um|a|ant)\\w{0,6}|\\bintern(?:ship)?\\b(?! (?:communication|audit|control|tools?|medicine))",
              Contract.INTERN,
              false),
          contract(
              "\\b(?:pflicht|voll|kurz)?praktikum (?:in|im|bei|als|mit|über|ab)\\b|\\bals praktikant\\w{0,5}|\\bthis internship\\b",
              Contract.INTERN,
              true),
          contract(
              "(?:^|[^\\p{L}-])ausbildung (?:zum|zur|als|im|in|zu)\\b|^ausbildung\\b|\\bazubi\\w{0,6}|\\bauszubildende\\w{0,2}|\\bausbildungsplatz\\b|\\bapprentice(?:ship)?\\b",
              Contract.APPRENTICE,
              false),
          contract(
              "\\bduale[srn]? (?:studi(?:um|engang)|bachelor\\w{0,10}|student\\w{0,4})|\\bdual study\\b",
              Contract.DUAL_STUDY,
              false),
          contract(
              "\\btrainee\\w{0,10}|\\bvolontariat\\b|\\bvolontär\\w{0,4}|\\breferendar\\w{0,6}",
              Contract.TRAINEE,
              false),
          contract("\\behrenamt\\w{0,5}|\\bvolunteer\\w{0,3}", Contract.VOLUNTEER, false),
          contract(
              "\\bfreelanc\\w{0,6}|\\bfreiberuf\\w{0,6}|\\bfreie[rn]? mitarbeit\\w{0,8}|\\bcontract(?:or)?\\b(?! (?:manag|admin|specialist|analy|law|negotiat|review|and|&|research))|\\bselbstst?ändige[rns]? \\p{Lu}\\w{2,40}|\\bselbständige[rns]? \\p{Lu}\\w{2,40}|\\bhonorar(?:basis|kraft)\\b",
              Contract.FREELANCE,
              false),
          contract(
              "\\bfreie[rn]? mitarbeit(?:er\\w{0,3})?\\b(?! (?:koordin|steuer|führ))|\\b(?:auf |als )?freiberuflich\\w{0,3}(?! (?:trainer|partner) (?:steuer|koordin))|\\bhonorarbasis\\b|\\b(?:als|as an?|as) (?:independent |self-employed )?(?:freelancer\\w{0,5}|contractor)|"
                  + "\\bfreelance (?:basis|position|role|contract|opportunity|job|work|project|tätigkeit|projekt)\\w{0,2}|\\bon a (?:freelance|contract)|\\bfreelance-?(?:basis|tätigkeit|projekt|job)|\\bindependent contractors?|\\bcontract (?:opportunity|position|role|job|assignment)|"
                  + "\\bselbstst?ändige[rn]? (?:tätigkeit|basis|mitarbeit)|\\bselbständige[rn]? (?:tätigkeit|basis|mitarbeit)|\\bgewerbe(?:schein|anmeldung)|\\b1099\\b",
              Contract.FREELANCE,
              true),
          contract(
              "(?<!keine )(?<!kein )(?<!ohne )\\bzeitarbeit\\b(?! und)|(?<!keine )(?<!kein )(?<!ohne )\\barbeitnehmerüberlassung\\b|\\btemp agency\\b",
              Contract.TEMP_AGENCY,
              true),
          contract(
              "\\bunbefristet\\w{0,3}(?! (?:überna|angestellte kolleg))|(?<!option auf )(?<!aussicht auf )\\bfestanstellung\\b|\\bfeste[rn]? anstellung\\b|\\bpermanent (?:position|contract|role|employment|job|employee|full|part)|\\bregular employment\\b",
              Contract.PERMANENT,
              true),
          contract(
              "(?<!un)(?<!nicht )\\bbefriste(?:t|te|ten|tes|ter|ung)\\b|\\belternzeitvertretung\\b|\\bfixed[- ]term\\b|\\btemporary (?:position|contract|role|employment|job|assignment)|\\bzeitvertrag\\b|\\bschwangerschaftsvertretung\\b|\\bmutterschutzvertretung\\b",
              Contract.FIXED_TERM,
              true),
          contract(
              "\\b(?:ohne|kein) (?:festes )?enddatum\\b|\\bno (?:fixed |set )?end date\\b|\\bongoing (?:project|freelance|contract|engagement)\\b",
              Contract.OPEN_ENDED_GIG,
              true));

  /// Codes and words of fields, letters only.
  private static final Map<String, Rule> CODES = codes();

  private static final Expression GOAL =
      Expression.of(
          "unbefristete\\w? überna|ziel\\b.{0,60}unbefristet|option auf .{0,20}(?:festanstellung|unbefristet)|spätere\\w{0,2} (?:festanstellung|übernahme)|anschließende\\w{0,2} (?:festanstellung|unbefristet)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern HOURS =
      Pattern.compile(
          "(?<![\\d.,])(\\d{1,2})(?:[.,]\\d{1,2})?(?:\\s?(?:-|–|bis|to)\\s?(\\d{1,2})(?:[.,]\\d{1,2})?)?\\s?-?(?:h|std\\.?|stunden|hours?|wochenstunden|stunden-woche)\\b\\.?\\s?(?:/|pro|per|a|in der|die|je|-)?\\s?(?:woche|week|wöchentlich|wo\\.)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern BOTH =
      Pattern.compile(
          "\\bvoll-? ?(?:/|&|und|oder|bzw\\.) ?-?teilzeit\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static Rule time(String regex, WorkingTime means, boolean anywhere) {
    return new Rule(pattern(regex), means, null, anywhere);
  }

  private static Rule contract(String regex, Contract means, boolean anywhere) {
    return new Rule(pattern(regex), null, means, anywhere);
  }

  private static Expression pattern(String regex) {
    return Expression.of(
        regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  private static Map<String, Rule> codes() {
    Map<String, Rule> codes = new java.util.HashMap<>();
    for (String code : "fulltime full ft vollzeit vz tempsplein voltijd ganztags".split(" ", -1)) {
      codes.put(code, new Rule(pattern(""), WorkingTime.FULL_TIME, null, true));
    }
    for (String code : "parttime part pt teilzeit tz halbtags".split(" ", -1)) {
      codes.put(code, new Rule(pattern(""), WorkingTime.PART_TIME, null, true));
    }
    for (String code : "minijob mj marginalemployment geringfügigebeschäftigung".split(" ", -1)) {
      codes.put(code, new Rule(pattern(""), WorkingTime.MINIJOB, null, true));
    }
    Map<Contract, String> contracts = new EnumMap<>(Contract.class);
    contracts.put(
        Contract.PERMANENT,
        "permanent festanstellung unbefristet festeanstellung regular permanentemployee permanentposition indefinite permanentemployment permanentcontract");
    contracts.put(
        Contract.FIXED_TERM,
        "temporary temp fixedterm befristet fixedtermcontract befristeteranstellung seasonal temporär fixedtermemployment temporaryemployee befristeteanstellung");
    contracts.put(
        Contract.FREELANCE,
        "contractor contract freelance freelancer freiemitarbeit freiberuflich selfemployed independentcontractor contractors contracttohire selbstständig selbständig freelanceroderfreiemitarbeiter freelanceandcontract b2b");
    contracts.put(
        Contract.TEMP_AGENCY,
        "arbeitnehmerüberlassung zeitarbeit tempagency agencyworker leiharbeit");
    contracts.put(
        Contract.INTERN,
        "intern internship praktikum interns pflichtpraktikum praktikant stage internshiptrainee");
    contracts.put(
        Contract.WORKING_STUDENT,
        "workingstudent werkstudent werkstudententätigkeit workingstudents werkstudentin studentischehilfskraft student");
    contracts.put(
        Contract.APPRENTICE,
        "apprentice apprenticeship ausbildung auszubildende azubi lernende lehrling lehre");
    contracts.put(Contract.DUAL_STUDY, "dualstudy dualesstudium dualstudies");
    contracts.put(Contract.TRAINEE, "trainee traineeship traineeprogramm");
    contracts.put(Contract.VOLUNTEER, "volunteer voluntary ehrenamt ehrenamtlich");
    contracts.forEach((contract, names) -> {
      for (String name : names.split(" ", -1)) {
        codes.put(name, new Rule(pattern(""), null, contract, true));
      }
    });
    return Map.copyOf(codes);
  }

  Employment read(RawPosting raw, PostingText text) {
    Gathered gathered = new Gathered();
    for (RawField field : new RawField[] {RawField.EMPLOYMENT_TYPE, RawField.SCHEDULE}) {
      raw.all(field).forEach(words -> field(words, gathered));
    }
    title(text, gathered);
    boolean structuredTime = !gathered.times.isEmpty();
    STEMS.around(text.searched(), clause -> clause(text, clause, gathered));
    if (!structuredTime && gathered.times.isEmpty()) {
      raw.all(RawField.WORK_HOURS)
          .forEach(words ->
              hours(
                  PlainText.line(words.text()), Quotes.field(words, Confidence.MEDIUM), gathered));
      if (gathered.times.isEmpty()) {
        hours(text.title(), Quotes.title(text.title(), Confidence.MEDIUM), gathered);
      }
    }
    return gathered.employment();
  }

  private static void field(Words words, Gathered into) {
    String said = PlainText.line(words.text());
    if (said.length() > TITLE_LENGTH) {
      said = said.substring(0, TITLE_LENGTH);
    }
    said = BOTH.matcher(said).replaceAll("Vollzeit, Teilzeit").replace('_', ' ');
    for (String part : said.split("[,;/|+&]|\\s(?:und|oder|and|or)\\s", 12)) {
      Rule code = CODES.get(letters(part));
      if (code != null) {
        into.add(
            code,
            Quotes.field(
                words,
                words.text().contains(part.strip()) ? part.strip() : words.text(),
                Confidence.HIGH));
      } else {
        for (Rule rule : RULES) {
          if (rule.words().matcher(part).find() && !GOAL.in(part)) {
            into.add(rule, Quotes.field(words, Confidence.HIGH));
          }
        }
      }
    }
  }

  private static String letters(String words) {
    StringBuilder letters = new StringBuilder();
    String lower = words.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length() && letters.length() < 60; i++) {
      if (Character.isLetterOrDigit(lower.charAt(i))) {
        letters.append(lower.charAt(i));
      }
    }
    return letters.toString();
  }

  private static void title(PostingText text, Gathered into) {
    String title =
        text.title().length() > TITLE_LENGTH
            ? text.title().substring(0, TITLE_LENGTH)
            : text.title();
    for (Rule rule : RULES) {
      Expression.Search words = rule.words().matcher(title);
      if (words.find() && !GOAL.in(title)) {
        into.add(rule, Quotes.title(words.group(), Confidence.HIGH));
      }
    }
  }

  private static void clause(PostingText text, Span clause, Gathered into) {
    int from = clause.from();
    for (Rule rule : RULES) {
      if (!rule.anywhere()) {
        continue;
      }
      Expression.Search words = rule.words().matcher(clause);
      if (words.find() && !(rule.contract() == Contract.PERMANENT && GOAL.in(clause))) {
        into.add(
            rule,
            Quotes.description(
                text, from + words.start(), from + words.end(), confidence(text, from)));
      }
    }
  }

  /// Words about what the employer does in general mean less than words about the job.
  private static Confidence confidence(PostingText text, int at) {
    for (PostingText.Passage passage : text.passages()) {
      if (at >= passage.from() && at < passage.to()) {
        return passage.kind() == PostingText.Kind.EMPLOYER ? Confidence.MEDIUM : Confidence.HIGH;
      }
    }
    return Confidence.HIGH;
  }

  /// Hours a week, where no word says how much: from 35 on it is full-time.
  private static void hours(String words, Evidence evidence, Gathered into) {
    Matcher hours =
        HOURS.matcher(words.length() > TITLE_LENGTH ? words.substring(0, TITLE_LENGTH) : words);
    if (!hours.find()
        || words.toLowerCase(Locale.ROOT).contains("monat")
        || words.toLowerCase(Locale.ROOT).contains("month")) {
      return;
    }
    int most = Integer.parseInt(hours.group(2) != null ? hours.group(2) : hours.group(1));
    int least = Integer.parseInt(hours.group(1));
    if (most >= 35 && most <= 60) {
      into.times.putIfAbsent(WorkingTime.FULL_TIME, evidence);
    }
    if (least < 35 && least >= 4) {
      into.times.putIfAbsent(WorkingTime.PART_TIME, evidence);
    }
  }

  /// What has been found so far; the first words for a value are kept. Not thread-safe.
  private static final class Gathered {
    private final Map<WorkingTime, Evidence> times = new EnumMap<>(WorkingTime.class);
    private final Map<Contract, Evidence> contracts = new EnumMap<>(Contract.class);

    private void add(Rule rule, Evidence evidence) {
      if (rule.time() != null) {
        times.putIfAbsent(rule.time(), evidence);
      }
      if (rule.contract() != null) {
        contracts.putIfAbsent(rule.contract(), evidence);
      }
    }

    private Employment employment() {
      return new Employment(
          times.entrySet().stream().map(e -> new Fact.Known<>(e.getKey(), e.getValue())).toList(),
          contracts.entrySet().stream()
              .map(e -> new Fact.Known<>(e.getKey(), e.getValue()))
              .toList());
    }
  }
}
