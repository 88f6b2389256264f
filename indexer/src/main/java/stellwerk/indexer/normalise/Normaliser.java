package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.Start;
import stellwerk.indexer.posting.Terms;
import stellwerk.indexer.posting.VacancyId;

/// Turns a raw posting into a posting of facts: the list of readers, in order. Pure and safe for
/// threads; takes a posting as it is stored, after [Redaction].
public final class Normaliser {
  private final Reader<Fact<String>> title;
  private final Content content;
  private final EmployerReader employer = new EmployerReader();
  private final PlaceReader place;
  private final RemoteReader remote = new RemoteReader();
  private final EligibilityReader eligibility = new EligibilityReader();
  private final EmploymentReader employment = new EmploymentReader();
  private final LanguageReader language = new LanguageReader();
  private final DateReader date = new DateReader();
  private final TermsReader terms = new TermsReader();
  private final AboutReader about = new AboutReader();

  /// @param title reads the title as it is shown
  /// @param content the readers of what the job is, asks for and pays
  public Normaliser(Gazetteer gazetteer, Reader<Fact<String>> title, Content content) {
    this.place = new PlaceReader(gazetteer);
    this.title = title;
    this.content = content;
  }

  /// Reads everything that a raw posting says.
  ///
  /// @param lifespan its last sight is the day that "vor 2 Tagen" counts from
  /// @param today in Berlin; nothing can have been published after it
  public Posting read(
      RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today) {
    PostingText text = PlainText.of(raw);
    LocalDate page = LocalDate.ofInstant(lifespan.lastSeen(), DateWords.ZONE);
    Places places = place.read(raw, text);
    Fact<Remote> mode = remote.read(raw, text);
    Fact<Eligibility> open = eligibility.read(raw, text, places, mode);
    Employment employed = employment.read(raw, text);
    Dates dates = date.read(raw, text, page, today);
    List<Stretch> stretches = Stretch.of(raw, text);
    Terms agreed = terms.read(stretches, dates.posted().known().orElse(page));
    LocalDate day = agreed.start().known().map(Start::day).or(dates.posted()::known).orElse(today);
    Reading<Pay> pay =
        content.pay().read(raw, text, context(places, employed, agreed.weeklyHours(), day));
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(pay.flags());
    flags.addAll(dates.flags());
    return new Posting(
        id,
        raw.site(),
        raw.key(),
        raw.url(),
        vacancy,
        title.read(raw, text),
        employer.read(raw),
        places.known(),
        mode,
        open,
        employed.workingTime(),
        employed.contract(),
        pay.fact(),
        content.tasks().read(raw, text),
        content.skills().read(raw, text),
        content.softSkills().read(raw, text),
        content.requirements().read(raw, text),
        content.conditions().read(raw, text),
        agreed,
        about.read(raw, stretches, employed.contract()),
        language.read(raw, text),
        dates.posted(),
        dates.validThrough(),
        description(raw, text),
        content.membership().read(raw, text),
        flags,
        lifespan);
  }

  /// Only one number of hours makes a year's pay.
  private static PayContext context(
      Places places, Employment employed, Fact<Range> weeklyHours, LocalDate day) {
    Pay.Hours hours =
        weeklyHours
            .known()
            .flatMap(Range::exact)
            .map(week -> new Pay.Hours(week, week))
            .orElse(null);
    return new PayContext(
        places.country(),
        employed.workingTime().stream().map(Fact.Known::value).collect(Collectors.toSet()),
        employed.contract().stream().map(Fact.Known::value).collect(Collectors.toSet()),
        hours,
        day);
  }

  /// The plain text. Its quote is its first line: the whole would be kept twice.
  private static Fact<String> description(RawPosting raw, PostingText text) {
    String words = text.description();
    if (words.isEmpty()) {
      return Fact.unstated();
    }
    int end = words.indexOf('\n');
    String first =
        words.substring(0, Math.min(120, end < 0 ? words.length() : end)).stripTrailing();
    String at = raw.first(RawField.DESCRIPTION).map(said -> said.at()).orElse("description");
    return Fact.known(words, Evidence.text(first, Confidence.HIGH, at));
  }
}
