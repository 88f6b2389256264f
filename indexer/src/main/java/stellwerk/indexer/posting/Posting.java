package stellwerk.indexer.posting;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import stellwerk.crawler.site.SiteId;

/// A normalised posting at one site: identities, facts with evidence, and its lifespan.
///
/// Lists hold known facts only; an empty list means "not stated".
///
/// @param key the site's own id of it
/// @param url the page for people
/// @param vacancy the real job behind it
/// @param description sanitised plain text with line breaks; HTML is kept in the raw posting only
/// @param conditions formal ones: a licence, equipment, residence, age
/// @param language of the posting's text
/// @param membership occupation and tier; unstated: belongs to none, or waits for a ruling
/// @param tasks ids of the occupation's tasks
/// @param softSkills ids of the occupation's soft skills
public record Posting(
    PostingId id,
    SiteId site,
    String key,
    URI url,
    VacancyId vacancy,
    Fact<String> title,
    Fact<Employer> employer,
    List<Fact.Known<Place>> locations,
    Fact<Remote> remote,
    Fact<Eligibility> eligibility,
    List<Fact.Known<WorkingTime>> workingTime,
    List<Fact.Known<Contract>> contract,
    Fact<Pay> pay,
    List<Fact.Known<String>> tasks,
    List<Fact.Known<String>> skills,
    List<Fact.Known<String>> softSkills,
    List<Fact.Known<Requirement>> requirements,
    List<Fact.Known<Condition>> conditions,
    Terms terms,
    About about,
    Fact<Locale> language,
    Fact<LocalDate> datePosted,
    Fact<LocalDate> validThrough,
    Fact<String> description,
    Fact<Membership> membership,
    Set<Flag> flags,
    Lifespan lifespan) {

  public Posting {
    locations = List.copyOf(locations);
    workingTime = List.copyOf(workingTime);
    contract = List.copyOf(contract);
    tasks = List.copyOf(tasks);
    skills = List.copyOf(skills);
    softSkills = List.copyOf(softSkills);
    requirements = List.copyOf(requirements);
    conditions = List.copyOf(conditions);
    flags = Set.copyOf(flags);
  }

  public Posting with(VacancyId other) {
    return with(other, membership, flags, lifespan);
  }

  public Posting with(Fact<Membership> other) {
    return with(vacancy, other, flags, lifespan);
  }

  public Posting with(Set<Flag> other) {
    return with(vacancy, membership, other, lifespan);
  }

  public Posting with(Lifespan other) {
    return with(vacancy, membership, flags, other);
  }

  private Posting with(VacancyId job, Fact<Membership> place, Set<Flag> marks, Lifespan life) {
    return new Posting(
        id,
        site,
        key,
        url,
        job,
        title,
        employer,
        locations,
        remote,
        eligibility,
        workingTime,
        contract,
        pay,
        tasks,
        skills,
        softSkills,
        requirements,
        conditions,
        terms,
        about,
        language,
        datePosted,
        validThrough,
        description,
        place,
        marks,
        life);
  }
}
