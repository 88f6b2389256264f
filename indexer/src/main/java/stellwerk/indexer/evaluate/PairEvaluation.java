package stellwerk.indexer.evaluate;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.dedupe.Comparison;
import stellwerk.indexer.dedupe.Likeness;
import stellwerk.indexer.dedupe.Signature;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.normalise.Identity;
import stellwerk.indexer.normalise.Normaliser;
import stellwerk.indexer.normalise.Redaction;
import stellwerk.indexer.posting.Lifespan;
import tools.jackson.databind.JsonNode;

/// Compares pairs of postings with what people said of them, against rows of the kind `dedup`.
///
/// `duplicate` and `near-duplicate` count as one label (`normalisation.md` §5.3): where one ends
/// and the other begins, people do not agree either. A row counts under the label that it carries.
public final class PairEvaluation {
  private static final Pattern MARKUP = Pattern.compile("</(?:p|li|div|ul|h\\d)>|<br");
  private static final Set<String> ALIKE = Set.of("duplicate", "near-duplicate");

  private final Normaliser normaliser;
  private final Signer signer;
  private final Map<String, String> texts;
  private final LocalDate today;
  private final Comparison comparison = new Comparison();

  /// @param texts bodies by `ref`, for rows that do not hold them
  public PairEvaluation(
      Normaliser normaliser, Signer signer, Map<String, String> texts, LocalDate today) {
    this.normaliser = normaliser;
    this.signer = signer;
    this.texts = Map.copyOf(texts);
    this.today = today;
  }

  /// Compares all pairs.
  public Evaluation evaluate(List<GoldRow> rows) {
    return new Evaluation("dedup", rows.stream().map(this::outcome).toList());
  }

  private Outcome outcome(GoldRow row) {
    String wanted = row.words("label").orElse("");
    Likeness found = likeness(row);
    String got =
        switch (found.kind()) {
          case DUPLICATE -> "duplicate";
          case MULTI_LOCATION -> "multi-location";
          case NEAR_DUPLICATE -> "near-duplicate";
          case REVIEW, DISTINCT -> "distinct";
        };
    String counted = ALIKE.contains(wanted) && ALIKE.contains(got) ? wanted : got;
    return Outcome.of(row.id(), Map.of(wanted, "yes"), Map.of(counted, "yes"));
  }

  /// What the two postings of a row are to each other.
  ///
  /// @throws IllegalArgumentException if a posting has no body and none is known for its `ref`
  public Likeness likeness(GoldRow row) {
    return comparison.of(
        signature(row, row.labels().path("a"), "a"), signature(row, row.labels().path("b"), "b"));
  }

  private Signature signature(GoldRow row, JsonNode posting, String which) {
    SiteId site = new SiteId(GoldRow.words(posting, "site").orElse("pairs"));
    String key = row.id() + which;
    Instant seen = today.atStartOfDay().toInstant(ZoneOffset.UTC);
    URI url =
        URI.create(
            GoldRow.words(posting, "url").orElse("https://" + site + ".invalid/jobs/" + key));
    RawPosting.Builder raw = RawPosting.at(site, key, url);
    GoldRow.words(posting, "title").ifPresent(it -> raw.text(RawField.TITLE, it, "title"));
    GoldRow.words(posting, "company").ifPresent(it -> raw.text(RawField.EMPLOYER, it, "company"));
    GoldRow.words(posting, "location")
        .filter(it -> !it.isBlank())
        .ifPresent(it -> raw.text(RawField.LOCATION, it, "location"));
    String body = body(row, posting);
    if (!body.isBlank()) {
      raw.text(RawField.DESCRIPTION, body, "body");
    }
    return signer.of(
        normaliser.read(
            Redaction.redact(raw.build()),
            Identity.posting(site, key),
            Identity.vacancy(key),
            new Lifespan(seen, seen, seen, null, null, 0),
            today));
  }

  private String body(GoldRow row, JsonNode posting) {
    String ref = GoldRow.words(posting, "ref").orElse("");
    String body =
        GoldRow.words(posting, "body")
            .orElseGet(() -> {
              String known = texts.get(ref);
              if (known == null) {
                throw new IllegalArgumentException(
                    "row "
                        + row.id()
                        + ": a posting has no body, and none of the texts is “"
                        + ref
                        + "”");
              }
              return known;
            });
    return MARKUP.matcher(body).find() ? body : body.replace("&", "&amp;").replace("<", "&lt;");
  }
}
