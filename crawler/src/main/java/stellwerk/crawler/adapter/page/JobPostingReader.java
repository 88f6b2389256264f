package stellwerk.crawler.adapter.page;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.page.StructuredJobs.Job;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;

/// Reads schema.org/JobPosting into the words of a raw posting, with the repairs of `sites.md`
/// §6.2; for pages of kind `json_ld` and for the detail pages of other kinds.
public final class JobPostingReader {
  /// Fields that are words only, with schema.org's name of each, in order of preference.
  private static final List<Map.Entry<String, RawField>> WORDS =
      List.of(
          Map.entry("jobLocationType", REMOTE),
          Map.entry("datePosted", DATE_POSTED),
          Map.entry("dateModified", DATE_MODIFIED),
          Map.entry("validThrough", VALID_THROUGH),
          Map.entry("jobStartDate", JOB_START),
          Map.entry("workHours", WORK_HOURS),
          Map.entry("inLanguage", LANGUAGE),
          Map.entry("skills", SKILLS),
          Map.entry("qualifications", QUALIFICATIONS),
          Map.entry("responsibilities", RESPONSIBILITIES),
          Map.entry("jobBenefits", BENEFITS),
          Map.entry("benefits", BENEFITS),
          Map.entry("occupationalCategory", CATEGORY),
          Map.entry("industry", INDUSTRY),
          Map.entry("directApply", DIRECT_APPLY));

  private static final int MOST_VALUES = 200;

  private JobPostingReader() {}

  /// The site's own id of a job: `identifier`, unless it is the employer's; empty if it has none.
  public static Optional<String> identifier(Job job) {
    Thing identifier = job.thing().first("identifier");
    String value = identifier.words();
    for (String name : List.of("value", "propertyID", "@id")) {
      if (value == null || value.isBlank()) {
        value = identifier.words(name);
      }
    }
    String employer = employer(job.thing());
    return Optional.ofNullable(value)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= 300)
        .filter(text -> !text.equalsIgnoreCase("null") && !text.equals("0"))
        .filter(text -> employer == null || !text.equalsIgnoreCase(employer.strip()));
  }

  /// The address that a job names as its own; empty if it names none or a broken one.
  public static Optional<URI> url(Job job, URI page) {
    for (String name : List.of("url", "@id", "mainEntityOfPage")) {
      Thing value = job.thing().first(name);
      String href = value.words() == null ? value.words("@id") : value.words();
      if (href != null
          && (href.startsWith("http") || (href.startsWith("/") && name.equals("url")))) {
        Optional<URI> resolved = HtmlPage.resolve(page, href);
        if (resolved.isPresent()) {
          return resolved;
        }
      }
    }
    return Optional.empty();
  }

  /// The job's title, or its name; null if it has neither.
  public static @Nullable String title(Job job) {
    String title = titleOf(job).text();
    return title == null || title.isBlank() ? null : title;
  }

  private static Repaired titleOf(Job job) {
    Repaired title = Repaired.plain(job.thing().words("title"));
    return title.text() == null || title.text().isBlank()
        ? Repaired.plain(job.thing().words("name"))
        : title;
  }

  /// Where the job's title stood, and how it was repaired.
  public static String titleAt(Job job) {
    return job.origin().at("title", titleOf(job).marks());
  }

  /// Employer and city in one line: they tell apart jobs of one title on a page without ids.
  public static String whoAndWhere(Job job) {
    String city = job.thing().first("jobLocation").first("address").first("addressLocality").name();
    String employer = employer(job.thing());
    return (employer == null ? "" : employer) + " " + (city == null ? "" : city);
  }

  /// Adds everything that a job says, except its title, to a raw posting.
  public static void fill(RawPosting.Builder posting, Job job) {
    Thing thing = job.thing();
    employer(posting, thing, job.origin());
    description(posting, job);
    for (Map.Entry<String, RawField> field : WORDS) {
      values(posting, thing, field.getKey(), field.getValue(), job.origin());
    }
    employment(posting, thing, job.origin());
    experience(posting, thing, job.origin());
    applicants(posting, thing, job.origin());
    places(posting, thing, job.origin());
    JobPostingPay.read(posting, thing, job.origin());
  }

  private static void employer(RawPosting.Builder posting, Thing thing, Origin at) {
    Repaired name = Repaired.plain(employer(thing));
    posting.structured(EMPLOYER, name.text(), at.at("hiringOrganization", name.marks()));
    Thing organisation = thing.first("hiringOrganization");
    String url = organisation.words("sameAs");
    posting.structured(
        EMPLOYER_URL,
        url == null ? organisation.words("url") : url,
        at.at("hiringOrganization.sameAs"));
    posting.structured(
        DEPARTMENT,
        Repaired.plain(organisation.first("department").name()).text(),
        at.at("hiringOrganization.department"));
  }

  /// The employer's name; null if the job names none.
  public static @Nullable String employer(Thing thing) {
    Thing organisation = thing.first("hiringOrganization");
    String name = organisation.name();
    return name == null ? organisation.words("legalName") : name;
  }

  private static void description(RawPosting.Builder posting, Job job) {
    Repaired description = Repaired.html(job.thing().words("description"));
    if (description.text() != null && isDescription(description.text(), title(job))) {
      posting.structured(
          DESCRIPTION, description.text(), job.origin().at("description", description.marks()));
    }
  }

  /// Whether a text describes a job: not just its title again, nor a wall of consent.
  private static boolean isDescription(String html, @Nullable String title) {
    String text = Jsoup.parseBodyFragment(html).text();
    String lower = text.toLowerCase(Locale.ROOT);
    boolean consent =
        text.length() < 1_500
            && (lower.contains("cookies") || lower.contains("enable javascript"))
            && (lower.contains("akzeptieren")
                || lower.contains("accept")
                || lower.contains("enable javascript"));
    return !consent && text.length() >= 8 && (title == null || !text.equalsIgnoreCase(title));
  }

  private static void values(
      RawPosting.Builder posting, Thing thing, String property, RawField field, Origin at) {
    int number = 0;
    for (Thing value : thing.all(property)) {
      String raw = value.name();
      for (String inner : List.of("codeValue", "termCode", "description")) {
        raw = raw == null ? value.words(inner) : raw;
      }
      Repaired words = Repaired.plain(raw);
      if (number < MOST_VALUES && words.text() != null && !words.text().isBlank()) {
        String place = number == 0 ? property : property + "[" + number + "]";
        posting.structured(field, words.text(), at.at(place, words.marks()));
        number++;
      }
    }
  }

  private static void employment(RawPosting.Builder posting, Thing thing, Origin at) {
    for (Thing value : thing.all("employmentType")) {
      String words = Repaired.plain(value.name()).text();
      if (words != null && words.length() < 1_000) {
        for (String token : words.replaceAll("[\\[\\]\"]", "").split("[,;|]", -1)) {
          posting.structured(EMPLOYMENT_TYPE, token, at.at("employmentType"));
        }
      }
    }
  }

  private static void experience(RawPosting.Builder posting, Thing thing, Origin at) {
    for (Thing value : thing.all("experienceRequirements")) {
      String months = value.words("monthsOfExperience");
      String words = months == null ? value.name() : months + " months";
      posting.structured(
          EXPERIENCE,
          Repaired.plain(words == null ? value.words("description") : words).text(),
          at.at("experienceRequirements" + (months == null ? "" : ".monthsOfExperience")));
    }
    for (Thing value : thing.all("educationRequirements")) {
      String words = value.words() == null ? value.words("credentialCategory") : value.words();
      posting.structured(
          EDUCATION,
          Repaired.plain(words == null ? value.words("name") : words).text(),
          at.at("educationRequirements"));
    }
  }

  private static void applicants(RawPosting.Builder posting, Thing thing, Origin at) {
    for (Thing value : thing.all("applicantLocationRequirements")) {
      String words = value.name();
      if (words == null) {
        words = value.first("address").first("addressCountry").name();
      }
      posting.structured(
          APPLICANT_LOCATION, Repaired.plain(words).text(), at.at("applicantLocationRequirements"));
    }
  }

  private static void places(RawPosting.Builder posting, Thing thing, Origin at) {
    String employer = employer(thing);
    List<Thing> places = thing.all("jobLocation");
    for (int number = 0; number < Math.min(places.size(), MOST_VALUES); number++) {
      Thing place = places.get(number);
      String where = "jobLocation[" + number + "]";
      if (place.words() != null) {
        posting.structured(LOCATION, Repaired.plain(place.words()).text(), at.at(where));
      } else {
        place(posting, place, employer, at, where);
      }
    }
  }

  private static void place(
      RawPosting.Builder posting, Thing place, @Nullable String employer, Origin at, String where) {
    List<Thing> addresses = place.all("address");
    if (addresses.isEmpty() && !place.first("addressLocality").isMissing()) {
      addresses = List.of(place);
    }
    if (addresses.isEmpty()) {
      posting.place(parts(place, null, employer), at.at(where));
    }
    for (Thing address : addresses) {
      posting.place(parts(place, address, employer), at.at(where + ".address"));
    }
  }

  private static Map<RawPlace.Part, @Nullable String> parts(
      Thing place, @Nullable Thing address, @Nullable String employer) {
    Map<RawPlace.Part, @Nullable String> parts = new HashMap<>();
    String name = plain(place.words("name"));
    if (name != null && (employer == null || !name.equalsIgnoreCase(employer.strip()))) {
      parts.put(RawPlace.Part.NAME, name);
    }
    if (address != null && address.isObject()) {
      parts.put(RawPlace.Part.STREET, plain(address.words("streetAddress")));
      parts.put(RawPlace.Part.POSTAL_CODE, plain(address.words("postalCode")));
      parts.put(RawPlace.Part.CITY, plain(address.first("addressLocality").name()));
      parts.put(RawPlace.Part.REGION, plain(address.first("addressRegion").name()));
      parts.put(RawPlace.Part.COUNTRY, plain(country(address.first("addressCountry"))));
    } else if (address != null) {
      parts.put(RawPlace.Part.NAME, plain(address.words()));
    }
    Thing geo = place.first("geo").isMissing() ? place : place.first("geo");
    parts.put(RawPlace.Part.LATITUDE, geo.words("latitude"));
    parts.put(RawPlace.Part.LONGITUDE, geo.words("longitude"));
    parts.values().removeIf(value -> value == null || value.isBlank() || value.equals("null"));
    return parts;
  }

  private static @Nullable String country(Thing country) {
    String name = country.name();
    return name == null ? country.words("identifier") : name;
  }

  private static @Nullable String plain(@Nullable String raw) {
    return Repaired.plain(raw).text();
  }
}
