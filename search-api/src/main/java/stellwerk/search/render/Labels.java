package stellwerk.search.render;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.WorkingTime;
import stellwerk.indexer.query.Filter;
import stellwerk.search.http.Text;
import stellwerk.search.http.Text.Language;

/// What values of closed lists are called.
public final class Labels {
  private static final Map<String, Text> WORDS =
      Map.ofEntries(
          entry("FULL_TIME", new Text("Vollzeit", "Full time")),
          entry("PART_TIME", new Text("Teilzeit", "Part time")),
          entry("MINIJOB", new Text("Minijob", "Minijob")),
          entry("PERMANENT", new Text("unbefristet", "permanent")),
          entry("FIXED_TERM", new Text("befristet", "fixed term")),
          entry("OPEN_ENDED_GIG", new Text("auf Auftragsbasis", "gig work")),
          entry("FREELANCE", new Text("freiberuflich", "freelance")),
          entry("TEMP_AGENCY", new Text("Zeitarbeit", "temporary agency work")),
          entry("INTERN", new Text("Praktikum", "internship")),
          entry("WORKING_STUDENT", new Text("Werkstudium", "working student")),
          entry("APPRENTICE", new Text("Ausbildung", "apprenticeship")),
          entry("DUAL_STUDY", new Text("duales Studium", "dual study")),
          entry("TRAINEE", new Text("Trainee", "trainee")),
          entry("VOLUNTEER", new Text("ehrenamtlich", "voluntary")),
          entry("onsite", new Text("vor Ort", "on site")),
          entry("hybrid", new Text("hybrid", "hybrid")),
          entry("remote", new Text("Homeoffice", "remote")),
          entry("yes", new Text("ja", "yes")),
          entry("no", new Text("nein", "no")),
          entry("unclear", new Text("nicht angegeben", "not stated")),
          entry("YEAR", new Text("pro Jahr", "per year")),
          entry("MONTH", new Text("pro Monat", "per month")),
          entry("WEEK", new Text("pro Woche", "per week")),
          entry("DAY", new Text("pro Tag", "per day")),
          entry("HOUR", new Text("pro Stunde", "per hour")),
          entry("TASK", new Text("pro Aufgabe", "per task")));

  /// ISO 3166-2:DE.
  private static final Map<String, String> REGIONS =
      Map.ofEntries(
          entry("DE-BB", "Brandenburg"),
          entry("DE-BE", "Berlin"),
          entry("DE-BW", "Baden-Württemberg"),
          entry("DE-BY", "Bayern"),
          entry("DE-HB", "Bremen"),
          entry("DE-HE", "Hessen"),
          entry("DE-HH", "Hamburg"),
          entry("DE-MV", "Mecklenburg-Vorpommern"),
          entry("DE-NI", "Niedersachsen"),
          entry("DE-NW", "Nordrhein-Westfalen"),
          entry("DE-RP", "Rheinland-Pfalz"),
          entry("DE-SH", "Schleswig-Holstein"),
          entry("DE-SL", "Saarland"),
          entry("DE-SN", "Sachsen"),
          entry("DE-ST", "Sachsen-Anhalt"),
          entry("DE-TH", "Thüringen"));

  private Labels() {}

  public static String of(WorkingTime time) {
    return word(time.name(), Language.GERMAN);
  }

  public static String of(Contract contract) {
    return word(contract.name(), Language.GERMAN);
  }

  /// A region's name by its ISO 3166-2 code; the code itself if it is not German.
  public static String region(String code) {
    return REGIONS.getOrDefault(code, code);
  }

  /// What a value of a facet is called; names are their own labels.
  public static String of(Filter.Field field, String value, Language language) {
    return switch (field) {
      case REGION -> region(value);
      case LANGUAGE -> Locale.of(value).getDisplayLanguage(locale(language));
      case REMOTE, ELIGIBILITY, WORKING_TIME, CONTRACT, PAY_UNIT -> word(value, language);
      case OCCUPATION, TIER, SKILL, SOFT_SKILL, TASK, EMPLOYER, SITE, PAY, POSTED_WEEK -> value;
    };
  }

  /// What a value of a closed list is called in German.
  public static String word(String value) {
    return word(value, Language.GERMAN);
  }

  private static Locale locale(Language language) {
    return switch (language) {
      case GERMAN -> Locale.GERMAN;
      case ENGLISH -> Locale.ENGLISH;
    };
  }

  private static String word(String value, Language language) {
    Text text = WORDS.get(value);
    return text == null ? value : text.in(language);
  }
}
