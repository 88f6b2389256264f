package stellwerk.indexer.posting;

import static stellwerk.crawler.site.Rights.Level.FULL;
import static stellwerk.crawler.site.Rights.Level.LINK_ONLY;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import stellwerk.crawler.site.Rights;

/// The field catalogue: one line for each field of a posting, with its public name and the rights
/// that it needs to be shown.
///
/// @param name public name in JSON, columns and configuration
/// @param level rights from which on it may be shown
public record PostingField<T>(String name, Rights.Level level, Function<Posting, T> getter) {
  public static final PostingField<Fact<String>> TITLE = field("title", LINK_ONLY, Posting::title);
  public static final PostingField<Fact<Employer>> EMPLOYER =
      field("employer", LINK_ONLY, Posting::employer);
  public static final PostingField<List<Fact.Known<Place>>> LOCATIONS =
      field("locations", LINK_ONLY, Posting::locations);
  public static final PostingField<Fact<Remote>> REMOTE =
      field("remote", LINK_ONLY, Posting::remote);
  public static final PostingField<Fact<Eligibility>> ELIGIBILITY =
      field("eligibility", LINK_ONLY, Posting::eligibility);
  public static final PostingField<List<Fact.Known<WorkingTime>>> WORKING_TIME =
      field("working_time", LINK_ONLY, Posting::workingTime);
  public static final PostingField<List<Fact.Known<Contract>>> CONTRACT =
      field("contract", LINK_ONLY, Posting::contract);
  public static final PostingField<Fact<Pay>> PAY = field("pay", LINK_ONLY, Posting::pay);
  public static final PostingField<List<Fact.Known<String>>> TASKS =
      field("tasks", LINK_ONLY, Posting::tasks);
  public static final PostingField<List<Fact.Known<String>>> SKILLS =
      field("skills", LINK_ONLY, Posting::skills);
  public static final PostingField<List<Fact.Known<String>>> SOFT_SKILLS =
      field("soft_skills", LINK_ONLY, Posting::softSkills);
  public static final PostingField<List<Fact.Known<Requirement>>> REQUIREMENTS =
      field("requirements", LINK_ONLY, Posting::requirements);
  public static final PostingField<List<Fact.Known<Condition>>> CONDITIONS =
      field("conditions", LINK_ONLY, Posting::conditions);
  public static final PostingField<Fact<Start>> START =
      field("start", LINK_ONLY, posting -> posting.terms().start());
  public static final PostingField<Fact<Range>> DURATION_MONTHS =
      field("duration_months", LINK_ONLY, posting -> posting.terms().durationMonths());
  public static final PostingField<Fact<LocalDate>> UNTIL =
      field("until", LINK_ONLY, posting -> posting.terms().until());
  public static final PostingField<Fact<Range>> WEEKLY_HOURS =
      field("weekly_hours", LINK_ONLY, posting -> posting.terms().weeklyHours());
  public static final PostingField<Fact<CompanySize>> COMPANY_SIZE =
      field("company_size", LINK_ONLY, posting -> posting.about().companySize());
  public static final PostingField<Fact<String>> SECTOR =
      field("sector", LINK_ONLY, posting -> posting.about().sector());
  public static final PostingField<Fact<Intermediary>> INTERMEDIARY =
      field("intermediary", LINK_ONLY, posting -> posting.about().intermediary());
  public static final PostingField<Fact<Locale>> LANGUAGE =
      field("language", LINK_ONLY, Posting::language);
  public static final PostingField<Fact<LocalDate>> DATE_POSTED =
      field("date_posted", LINK_ONLY, Posting::datePosted);
  public static final PostingField<Fact<LocalDate>> VALID_THROUGH =
      field("valid_through", LINK_ONLY, Posting::validThrough);
  public static final PostingField<Fact<String>> DESCRIPTION =
      field("description", FULL, Posting::description);
  public static final PostingField<Fact<Membership>> MEMBERSHIP =
      field("occupation", LINK_ONLY, Posting::membership);

  /// Every field, in the order of the API.
  public static final List<PostingField<?>> ALL =
      List.of(
          TITLE,
          MEMBERSHIP,
          EMPLOYER,
          COMPANY_SIZE,
          SECTOR,
          INTERMEDIARY,
          LOCATIONS,
          REMOTE,
          ELIGIBILITY,
          WORKING_TIME,
          CONTRACT,
          START,
          DURATION_MONTHS,
          UNTIL,
          WEEKLY_HOURS,
          PAY,
          TASKS,
          REQUIREMENTS,
          CONDITIONS,
          SKILLS,
          SOFT_SKILLS,
          LANGUAGE,
          DATE_POSTED,
          VALID_THROUGH,
          DESCRIPTION);

  private static <T> PostingField<T> field(
      String name, Rights.Level level, Function<Posting, T> getter) {
    return new PostingField<>(name, level, getter);
  }

  public T of(Posting posting) {
    return getter.apply(posting);
  }

  /// Whether a posting states it.
  public boolean statedBy(Posting posting) {
    return switch (of(posting)) {
      case Fact<?> fact -> fact.known().isPresent();
      case Collection<?> facts -> !facts.isEmpty();
      default -> true;
    };
  }
}
