package stellwerk.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.Explanations.Explanation;
import stellwerk.indexer.Explanations.Role;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.lifecycle.Standing;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.occupation.Sign;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;

/// Why a posting is where it is, in lines for people and as a document for programs.
final class ExplanationSheet {
  private final Explanation it;

  ExplanationSheet(Explanation explanation) {
    this.it = explanation;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    @Nullable Kept kept = it.kept();
    lines.add(it.entry().id() + "  site " + it.entry().site() + ", key " + it.entry().key());
    lines.add("state      " + state());
    if (kept != null) {
      Lifespan life = kept.posting().lifespan();
      lines.add(
          "seen       first %s · last %s · read %s · by %s"
              .formatted(life.firstSeen(), life.lastSeen(), life.lastVerified(), kept.crawl()));
    }
    it.roles().forEach(role -> role(lines, role));
    for (Ruling ruling : it.rulings()) {
      lines.add(
          "ruling     %s by %s, %s%s"
              .formatted(
                  ruling.says(),
                  ruling.by(),
                  ruling.at(),
                  ruling.why().isEmpty() ? "" : ": " + ruling.why()));
    }
    lines.add(
        "vacancy    "
            + it.entry().vacancy()
            + (it.others().isEmpty() ? ", alone" : ", with " + it.others().size() + " more"));
    it.others()
        .forEach(other -> {
          lines.add("           " + named(other));
          lines.add("             " + LikenessWords.of(it.alike(), other.id()));
        });
    LikenessWords.further(it).forEach(line -> lines.add("alike      " + line));
    new TreeMap<>(it.outlets()).forEach((outlet, release) -> lines.add(outlet(outlet, release)));
    if (it.history().isEmpty()) {
      lines.add("history    older than the change log");
    }
    it.history().forEach(change -> lines.add(change(change)));
    if (kept != null) {
      lines.addAll(PostingSheet.lines(kept.posting()));
    }
    return lines;
  }

  private String state() {
    Standing standing = it.entry().standing();
    @Nullable ClosedReason closed = standing.closed();
    @Nullable Kept kept = it.kept();
    if (closed != null) {
      String when =
          kept == null || kept.posting().lifespan().closedAt() == null
              ? ""
              : " at " + kept.posting().lifespan().closedAt();
      return "closed ("
          + ExplainCommand.word(closed)
          + ")"
          + when
          + words(closed)
          + (kept == null ? "; its words are gone" : "");
    }
    List<String> notes = new ArrayList<>();
    if (standing.absentSince() != null) {
      notes.add("complete crawls have not listed it since " + standing.absentSince());
    }
    if (standing.saidClosedSince() != null) {
      notes.add("its own page says that it is closed since " + standing.saidClosedSince());
    }
    if (standing.outlivedItsDeadline()) {
      notes.add("a complete crawl still listed it after its deadline " + standing.deadline());
    }
    return (it.shown() ? "active, shown" : "active, shown nowhere")
        + (notes.isEmpty() ? "" : "; " + String.join("; ", notes));
  }

  /// The rule behind a reason.
  private static String words(ClosedReason reason) {
    return ": "
        + switch (reason) {
          case DEADLINE -> "its stated deadline is over";
          case GONE -> "its own page answered 404 or 410";
          case NOT_LISTED -> "complete crawls did not list it any more";
          case PAGE_SAYS_CLOSED -> "its own page said so, read twice six hours apart";
          case SITE_REMOVED -> "its site is no longer configured";
          case OPERATOR -> "an operator ruled so";
          case TAKEDOWN -> "somebody with a right to it wanted it out";
        };
  }

  private static void role(List<String> lines, Role role) {
    Classification said = role.classification();
    String verdict =
        switch (said) {
          case Classification.Member member ->
              "belongs to it"
                  + (member.tier() == null ? ", no tier" : ", tier " + member.tier())
                  + " ("
                  + ExplainCommand.word(member.confidence())
                  + ")";
          case Classification.NotMember(Classification.Reason reason, _) ->
              "does not belong to it (" + ExplainCommand.word(reason) + ")";
          case Classification.Unsure _ -> "its words leave it open: it waits for a ruling";
        };
    lines.add("role       " + role.occupation() + ": " + verdict);
    signs(said).forEach(sign -> lines.add("           " + sign(sign)));
  }

  private static List<Sign> signs(Classification said) {
    List<Sign> signs = new ArrayList<>(said.signs());
    if (said instanceof Classification.Member member) {
      signs.addAll(member.tierSigns());
    }
    return signs.stream().distinct().toList();
  }

  private static String sign(Sign sign) {
    return sign.rule() + "  ← “" + sign.evidence().quote() + "” (" + sign.evidence().at() + ")";
  }

  private static String named(Posting posting) {
    return "%s  %s  %s%s"
        .formatted(
            posting.id(),
            posting.site(),
            posting.title().known().orElse("(no title)"),
            posting.lifespan().active() ? "" : "  (closed)");
  }

  private static String outlet(Outlet outlet, Release release) {
    return "%-10s %s"
        .formatted(
            outlet.key(),
            switch (release) {
              case Release.Shown _ -> "may appear";
              case Release.Withheld(Release.Reason reason) ->
                  "withheld: " + ExplainCommand.word(reason);
            });
  }

  private static String change(Change change) {
    return "%s  #%d %s".formatted(change.at(), change.number(), event(change.event()));
  }

  private static String event(ChangeEvent event) {
    return switch (event) {
      case ChangeEvent.Opened() -> "opened";
      case ChangeEvent.Changed(var fields) -> "changed " + String.join(", ", fields(fields));
      case ChangeEvent.Closed(ClosedReason reason) ->
          "closed (" + ExplainCommand.word(reason) + ")";
      case ChangeEvent.Reopened() -> "reopened";
      case ChangeEvent.Touched(String why) -> "looked at again: " + why;
      case ChangeEvent.Purged() -> "purged";
    };
  }

  private static List<String> fields(Map<String, ChangeEvent.Difference> fields) {
    List<String> changed = new ArrayList<>();
    new TreeMap<>(fields)
        .forEach((name, difference) ->
            changed.add(name + ": " + difference.before() + " → " + difference.after()));
    return changed;
  }

  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    @Nullable ClosedReason closed = it.entry().standing().closed();
    document.put("id", it.entry().id().value());
    document.put("site", it.entry().site().value());
    document.put("key", it.entry().key());
    document.put("shown", it.shown());
    document.put("state", state());
    document.put("closed_reason", closed == null ? null : ExplainCommand.word(closed));
    document.put("roles", it.roles().stream().map(ExplanationSheet::document).toList());
    document.put(
        "rulings",
        it.rulings().stream()
            .map(ruling ->
                Map.of(
                    "says", ruling.says().toString(),
                    "by", ruling.by(),
                    "at", ruling.at().toString(),
                    "why", ruling.why()))
            .toList());
    document.put(
        "vacancy",
        Map.of(
            "id", it.entry().vacancy().value(),
            "others", it.others().stream().map(other -> other.id().value()).toList(),
            "alike", LikenessWords.documents(it.alike())));
    Map<String, @Nullable Object> hidden = new LinkedHashMap<>();
    new TreeMap<>(it.outlets())
        .forEach((outlet, release) ->
            hidden.put(
                outlet.key(),
                release instanceof Release.Withheld(Release.Reason reason)
                    ? ExplainCommand.word(reason)
                    : null));
    document.put("hidden_by", hidden);
    document.put(
        "history",
        it.history().stream()
            .map(change ->
                Map.of(
                    "number", change.number(),
                    "at", change.at().toString(),
                    "event", event(change.event())))
            .toList());
    @Nullable Kept kept = it.kept();
    document.put("facts", kept == null ? List.of() : PostingSheet.lines(kept.posting()));
    return document;
  }

  private static Map<String, @Nullable Object> document(Role role) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("occupation", role.occupation());
    document.put(
        "says",
        switch (role.classification()) {
          case Classification.Member _ -> "member";
          case Classification.NotMember(Classification.Reason reason, _) ->
              ExplainCommand.word(reason);
          case Classification.Unsure _ -> "awaiting_ruling";
        });
    document.put(
        "signs",
        signs(role.classification()).stream()
            .map(sign ->
                Map.of(
                    "rule", sign.rule(),
                    "quote", sign.evidence().quote(),
                    "at", sign.evidence().at()))
            .toList());
    return document;
  }
}
