package stellwerk.indexer.occupation;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The occupation as it is shipped, so far as tests of the classifier need it.
public final class KiTrainer {
  private KiTrainer() {}

  public static Occupation occupation() {
    Map<String, String> tiers = new LinkedHashMap<>();
    tiers.put("specialist", "Spezialist/in");
    tiers.put("data-worker", "Data Worker");
    tiers.put("click-worker", "Click Worker");
    return new Occupation(
        "ki-trainer",
        "KI-Trainer",
        "Aktuelle Jobs als KI-Trainer",
        new Occupation.Match(
            List.of(
                "KI-Trainer*",
                "KI-Tutor*",
                "KI-Annotator*",
                "Datenannotator*",
                "Labeling-Spezialist*",
                "Sprachdaten",
                "Clickworker*",
                "Data Worker*",
                "AI Trainer",
                "AI Training",
                "Data Annotation",
                "Search Quality Rater",
                "German language expert"),
            List.of(
                "KI-Schulung*",
                "KI-Workshop*",
                "KI-Dozent*",
                "Train-the-Trainer",
                "IT-Trainer*",
                "KI-Manager*",
                "KI-Consultant*",
                "Prompt Engineer*",
                "Skitrainer*")),
        tiers,
        new Occupation.Filters("DE", Set.of("de", "en"), Set.of("yes", "unclear")),
        Map.of("training", "KI trainieren"),
        Map.of("team", new Occupation.SoftSkill("Teamfähigkeit", List.of())),
        List.of(
            new Occupation.Claim(
                "specialist", "YEAR", 50_000, 70_000, null, "50.000 bis 70.000 €")),
        List.of("data-scientist"),
        new Occupation.Section(5, "/jobs/ki-trainer", "/newsletter"),
        new Occupation.Issue(LocalDate.of(2026, 1, 6), 25, "Portal GmbH, Berlin"));
  }
}
