package stellwerk.indexer.occupation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.normalise.Words;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// Which tier a member belongs to (`normalisation.md` §2.6): two pieces of evidence, or a strong
/// one. Pay alone never decides.
final class TierReader {
  /// A tier and the words it rests on.
  record Tier(String id, List<Sign> signs) {}

  private final Occupation occupation;
  private final Signs signs;

  TierReader(Occupation occupation, Signs signs) {
    this.occupation = occupation;
    this.signs = signs;
  }

  /// The tier; empty: nothing says which.
  ///
  /// @param family `ki-trainer`, `data-worker`, `click-worker`: how the classifier thinks
  Optional<Tier> tier(String family, PostingText text) {
    Map<String, List<Sign>> found = new HashMap<>();
    Map<String, Integer> weights = new HashMap<>();
    for (PostingText.Passage passage : text.passages()) {
      switch (passage.kind()) {
        case TASKS, REQUIREMENTS, OTHER, OFFER -> read(text, passage, found, weights);
        case EMPLOYER, PROCESS -> {}
      }
    }
    // "Data Annotation Specialist" is not evidence; a subject is, and for trainers a language too.
    signs.all("expert", new Words(text.title())).stream()
        .filter(one -> !family.equals("data-worker") || subject(one.rule().name()))
        .filter(_ -> !family.equals("click-worker"))
        .findFirst()
        .ifPresent(one -> {
          String quote = text.title().substring(one.from(), one.to());
          add(found, "specialist", "title: " + one.rule().name(), quote, "title");
          weights.merge("specialist", 2, Integer::sum);
        });
    String decided =
        switch (family) {
          case "click-worker" -> "click-worker";
          case "data-worker" -> enough(weights, "specialist") ? "specialist" : "data-worker";
          default ->
              enough(weights, "specialist")
                  ? "specialist"
                  : enough(weights, "click-worker")
                      ? "click-worker"
                      : enough(weights, "data-worker") ? "data-worker" : "";
        };
    return occupation.tiers().containsKey(decided)
        ? Optional.of(new Tier(decided, found.getOrDefault(decided, List.of())))
        : Optional.empty();
  }

  private void read(
      PostingText text,
      PostingText.Passage passage,
      Map<String, List<Sign>> found,
      Map<String, Integer> weights) {
    Words words = Duties.words(text, passage);
    for (Signs.Found one : signs.all("tier.", words)) {
      String kind = one.rule().kind().substring("tier.".length());
      boolean strong = kind.endsWith("*");
      String tier = strong ? kind.substring(0, kind.length() - 1) : kind;
      int from = passage.from() + one.from();
      int to = passage.from() + one.to();
      String quote = text.description().substring(from, to);
      add(found, tier, "text: " + one.rule().name(), quote, "description " + from + "-" + to);
      weights.merge(tier, strong ? 2 : 1, Integer::sum);
    }
  }

  private static void add(
      Map<String, List<Sign>> found, String tier, String rule, String quote, String at) {
    found
        .computeIfAbsent(tier, _ -> new ArrayList<>())
        .add(new Sign(rule, Evidence.derived(quote, Confidence.MEDIUM, at)));
  }

  private static boolean subject(String rule) {
    return switch (rule) {
      case "programming", "medicine", "law" -> true;
      default -> false;
    };
  }

  private static boolean enough(Map<String, Integer> weights, String tier) {
    return weights.getOrDefault(tier, 0) >= 2;
  }
}
