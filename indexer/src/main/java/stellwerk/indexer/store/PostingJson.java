package stellwerk.indexer.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Requirement;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.store.sql.JsonText;

/// Postings, raw postings and change events as JSON documents and back, without loss. Thread-safe.
///
/// The form in which the store keeps them and the index carries them; no interface for users.
public final class PostingJson {
  private static final Map<Class<?>, Class<?>> ANNOTATIONS =
      Map.ofEntries(
          Map.entry(Fact.class, FactForm.class),
          Map.entry(Requirement.class, RequirementForm.class),
          Map.entry(ChangeEvent.class, EventForm.class),
          Map.entry(PostingId.class, NameForm.class),
          Map.entry(VacancyId.class, NameForm.class),
          Map.entry(SiteId.class, NameForm.class),
          Map.entry(CrawlId.class, NameForm.class),
          Map.entry(Locale.class, LocaleForm.class));

  private final JsonText text = new JsonText(ANNOTATIONS);

  public String write(Posting posting) {
    return text.write(posting, Posting.class);
  }

  public Posting posting(String json) {
    return text.read(json, Posting.class);
  }

  public String write(RawPosting raw) {
    return text.write(raw, RawPosting.class);
  }

  public RawPosting raw(String json) {
    return text.read(json, RawPosting.class);
  }

  String write(ChangeEvent event) {
    return text.write(event, ChangeEvent.class);
  }

  ChangeEvent event(String json) {
    return text.read(json, ChangeEvent.class);
  }

  /// SHA-256 of a raw posting's JSON: equal words, equal digest.
  public String digest(RawPosting raw) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(write(raw).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Known.class, name = "known"),
    @JsonSubTypes.Type(value = Fact.Unreadable.class, name = "unreadable"),
    @JsonSubTypes.Type(value = Fact.Unstated.class, name = "unstated")
  })
  private interface FactForm {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Requirement.Education.class, name = "education"),
    @JsonSubTypes.Type(value = Requirement.Experience.class, name = "experience"),
    @JsonSubTypes.Type(value = Requirement.LanguageSkill.class, name = "language"),
    @JsonSubTypes.Type(value = Requirement.FurtherTraining.class, name = "further_training"),
    @JsonSubTypes.Type(value = Requirement.OfficeIt.class, name = "office_it")
  })
  private interface RequirementForm {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ChangeEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = ChangeEvent.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = ChangeEvent.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = ChangeEvent.Reopened.class, name = "reopened"),
    @JsonSubTypes.Type(value = ChangeEvent.Touched.class, name = "touched"),
    @JsonSubTypes.Type(value = ChangeEvent.Purged.class, name = "purged")
  })
  private interface EventForm {}

  /// A name is its text, not an object around it.
  private abstract static class NameForm {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    NameForm(String value) {
      assert value != null;
    }

    @JsonValue
    abstract String value();
  }

  private abstract static class LocaleForm {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Locale forLanguageTag(String tag) {
      return Locale.forLanguageTag(tag);
    }

    @JsonValue
    abstract String toLanguageTag();
  }
}
