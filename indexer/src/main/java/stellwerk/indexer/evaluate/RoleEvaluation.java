package stellwerk.indexer.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.occupation.OccupationClassifier;
import tools.jackson.databind.JsonNode;

/// Compares the classifier and the title reader with labelled titles (`normalisation.md` §9).
///
/// A row is right if membership is as labelled; a bare title that needs its description must come
/// out unsure.
public final class RoleEvaluation {
  /// What came out for one row.
  ///
  /// @param family as labelled: `ki-trainer`, `data-worker`, `click-worker` or `none`
  /// @param bare whether the title is ambiguous and stands without its description
  /// @param tierRight null where no tier was decided, because the posting is no member
  /// @param title the stripped title, and as labelled; null where nothing is labelled
  public record Outcome(
      String id,
      String source,
      String family,
      boolean bare,
      Classification got,
      boolean right,
      @Nullable Boolean tierRight,
      @Nullable TitlePair title) {

    /// Whether it is shown, or would be after a ruling that the label itself asks for.
    public boolean positive() {
      return got instanceof Classification.Member
          || (bare && !family.equals("none") && got instanceof Classification.Unsure);
    }
  }

  /// A cleaned title, and how it should look.
  public record TitlePair(String wanted, String got) {}

  /// How good they are together.
  public record Score(double precision, double recall) {
    /// Counts the outcomes.
    public static Score of(List<Outcome> outcomes) {
      long hits = 0;
      long found = 0;
      long wanted = 0;
      for (Outcome outcome : outcomes) {
        boolean member = !outcome.family().equals("none");
        wanted += member ? 1 : 0;
        found += outcome.positive() ? 1 : 0;
        hits += member && outcome.positive() ? 1 : 0;
      }
      return new Score(found == 0 ? 1 : (double) hits / found, (double) hits / Math.max(1, wanted));
    }
  }

  private final OccupationClassifier classifier;
  private final TitleReader titles;

  public RoleEvaluation(OccupationClassifier classifier, TitleReader titles) {
    this.classifier = classifier;
    this.titles = titles;
  }

  /// Compares all rows: whether the posting is a member, its tier where one was decided and the row
  /// has the label, and its cleaned title.
  public Evaluation evaluate(List<GoldRow> rows) {
    return new Evaluation("role", rows.stream().map(this::outcome).toList());
  }

  private stellwerk.indexer.evaluate.Outcome outcome(GoldRow row) {
    Outcome compared = compare(row.labels());
    Map<String, String> expected = new HashMap<>();
    Map<String, String> actual = new HashMap<>();
    if (!compared.family().equals("none")) {
      expected.put("member", compared.bare() ? "unsure" : "yes");
    }
    switch (compared.got()) {
      case Classification.Member member -> {
        actual.put("member", "yes");
        row.words("tier").ifPresent(tier -> expected.put("tier", tier));
        if (member.tier() != null && row.labels().has("tier")) {
          actual.put("tier", member.tier());
        }
      }
      case Classification.Unsure _ -> {
        if (compared.bare() && !compared.family().equals("none")) {
          actual.put("member", "unsure");
        }
      }
      case Classification.NotMember _ -> {}
    }
    TitlePair title = compared.title();
    if (title != null) {
      expected.put("title", title.wanted());
      actual.put("title", title.got());
    }
    return stellwerk.indexer.evaluate.Outcome.of(compared.id(), expected, actual);
  }

  /// One labelled row.
  public Outcome compare(JsonNode row) {
    String title = row.path("title").asString();
    JsonNode described = row.path("desc");
    String description = described.isString() ? described.asString() : "";
    List<PostingText.Passage> passages =
        description.isEmpty()
            ? List.of()
            : List.of(new PostingText.Passage(PostingText.Kind.OTHER, "", 0, description.length()));
    PostingText text =
        new PostingText(title, description, passages, row.path("lang").asString("de"));
    Classification got = classifier.classify(text, "", List.of());
    String family = row.path("family").asString();
    boolean bare = description.isEmpty() && row.path("needs_description").asBoolean(false);
    boolean right =
        family.equals("none")
            ? !(got instanceof Classification.Member)
            : bare ? got instanceof Classification.Unsure : got instanceof Classification.Member;
    JsonNode tier = row.path("tier");
    String wantedTier = tier.isString() ? tier.asString() : null;
    Boolean tierRight =
        got instanceof Classification.Member member
            ? java.util.Objects.equals(wantedTier, member.tier())
            : null;
    JsonNode stripped = row.path("stripped");
    TitlePair pair =
        stripped.isString() ? new TitlePair(stripped.asString(), titles.stripped(title)) : null;
    return new Outcome(
        row.path("id").asString(),
        row.path("source_type").asString(""),
        family,
        bare,
        got,
        right,
        tierRight,
        pair);
  }
}
