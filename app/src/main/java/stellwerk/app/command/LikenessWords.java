package stellwerk.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.Explanations.Explanation;
import stellwerk.indexer.Vacancies.Reasons;
import stellwerk.indexer.dedupe.Likeness;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;

/// Says why two postings are one vacancy, or are not.
final class LikenessWords {
  private LikenessWords() {}

  /// What ties a posting to another one of its vacancy.
  static String of(@Nullable Reasons reasons, PostingId other) {
    if (reasons == null) {
      return "not compared yet: stellwerk rebuild postings compares";
    }
    if (reasons.ruled().contains(other)) {
      return "a ruling says so";
    }
    Likeness likeness = reasons.around().get(other);
    return likeness == null || !likeness.kind().sameVacancy()
        ? "through another posting of the vacancy"
        : words(likeness);
  }

  /// Postings that are much alike and yet not of the vacancy.
  static List<String> further(Explanation explanation) {
    Reasons reasons = explanation.alike();
    if (reasons == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (reasons.alone()) {
      lines.add("a ruling says that it is a job of its own");
    }
    Set<PostingId> members =
        explanation.others().stream().map(Posting::id).collect(Collectors.toSet());
    reasons
        .around()
        .forEach((id, likeness) -> {
          if (!members.contains(id) && likeness.share() >= 0.5) {
            lines.add(id + ", another vacancy: " + words(likeness));
          }
        });
    return lines;
  }

  private static String words(Likeness likeness) {
    String because = String.join(", ", new TreeSet<>(likeness.because()));
    return String.format(
        Locale.ROOT,
        "%s, %s, text %.2f alike%s",
        key(likeness.kind()),
        key(likeness.rule()).replace('_', ' '),
        likeness.share(),
        because.isEmpty() ? "" : " (" + because + ")");
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static List<Map<String, Object>> documents(@Nullable Reasons reasons) {
    List<Map<String, Object>> documents = new ArrayList<>();
    if (reasons != null) {
      reasons
          .around()
          .forEach((id, likeness) -> {
            if (likeness.kind() != Likeness.Kind.DISTINCT || likeness.share() >= 0.5) {
              Map<String, Object> document = new LinkedHashMap<>();
              document.put("posting", id.value());
              document.put("kind", key(likeness.kind()));
              document.put("rule", key(likeness.rule()));
              document.put("share", Math.round(likeness.share() * 1000) / 1000.0);
              document.put("because", likeness.because().stream().sorted().toList());
              documents.add(document);
            }
          });
    }
    return documents;
  }
}
