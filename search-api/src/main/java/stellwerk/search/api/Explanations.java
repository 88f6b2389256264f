package stellwerk.search.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.search.catalogue.Reasons;
import stellwerk.search.http.Text;

/// Says why a posting is shown, merged and ranked as it is, or why it is not shown: all reasons,
/// not only the first. Of a posting that the ledger withholds it says nothing but that.
final class Explanations {
  private Explanations() {}

  /// A posting that the answer shows.
  static Map<String, @Nullable Object> of(
      Explained why,
      ShownPosting posting,
      Question asked,
      int position,
      Reasons reasons,
      Text.Language language) {
    return document(why, posting, null, asked, position, reasons, language);
  }

  /// Any posting.
  ///
  /// @param position in the answer, from 1; 0 if it is not in reach
  static Map<String, @Nullable Object> of(
      Explained why,
      Release release,
      Question asked,
      int position,
      Reasons reasons,
      Text.Language language) {
    return switch (release) {
      case Release.Shown(ShownPosting posting) ->
          document(why, posting, null, asked, position, reasons, language);
      case Release.Withheld(Release.Reason reason) ->
          document(why, null, reason, asked, position, reasons, language);
    };
  }

  private static Map<String, @Nullable Object> document(
      Explained why,
      @Nullable ShownPosting posting,
      Release.@Nullable Reason withheld,
      Question asked,
      int position,
      Reasons reasons,
      Text.Language language) {
    List<Object> hidden = hidden(why, posting, withheld, asked, position, reasons, language);
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", why.posting().id().value());
    document.put("shown", hidden.isEmpty());
    document.put("occupation", posting == null ? null : occupation(posting, asked, reasons));
    document.put("filters", filters(why, posting));
    document.put("rank", hidden.isEmpty() ? rank(why, position) : null);
    document.put("vacancy", posting == null ? null : vacancy(why, posting, reasons));
    document.put("hidden_by", hidden);
    return document;
  }

  private static Map<String, @Nullable Object> occupation(
      ShownPosting posting, Question asked, Reasons reasons) {
    Optional<Membership> membership = posting.known(PostingField.MEMBERSHIP);
    String id = occupationAsked(posting, asked).orElse(null);
    boolean fits = id != null && membership.filter(in -> in.occupation().equals(id)).isPresent();
    Optional<Reasons.Role> role = id == null ? Optional.empty() : reasons.role(posting.id(), id);
    List<Object> inFavour = new ArrayList<>();
    List<Object> against = new ArrayList<>();
    if (fits) {
      posting
          .get(PostingField.MEMBERSHIP)
          .flatMap(Fact::quoted)
          .ifPresent(evidence -> inFavour.add(sign(posting, null, evidence)));
    }
    role.ifPresent(said -> {
      List<Object> signs = said.fits() ? inFavour : against;
      if (said.fits() && !said.signs().isEmpty()) {
        inFavour.clear();
      }
      said.signs().forEach(it -> signs.add(sign(posting, it.rule(), it.evidence())));
    });
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("fits", fits);
    document.put("tier", fits ? membership.map(Membership::tier).orElse(null) : null);
    document.put("for", inFavour);
    document.put("against", against);
    return document;
  }

  /// The occupation in question: the one that was asked for, else its own.
  private static Optional<String> occupationAsked(ShownPosting posting, Question asked) {
    return asked
        .filters()
        .inOccupation()
        .map(view -> view.id())
        .or(() -> posting.known(PostingField.MEMBERSHIP).map(Membership::occupation));
  }

  private static Map<String, @Nullable Object> sign(
      ShownPosting posting, @Nullable String rule, Evidence evidence) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("rule", rule);
    document.put("at", evidence.at());
    document.put("quote", posting.quote(evidence).orElse(null));
    document.put("origin", lower(evidence.origin()));
    document.put("confidence", lower(evidence.confidence()));
    return document;
  }

  private static List<Object> filters(Explained why, @Nullable ShownPosting posting) {
    List<Object> filters = new ArrayList<>();
    for (Explained.Outcome outcome : why.filters()) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("parameter", parameter(outcome.filter()));
      document.put("asked", asked(outcome.filter()));
      document.put("posting", posting == null ? null : FilterValues.of(outcome.filter(), posting));
      document.put("passed", outcome.passed());
      filters.add(document);
    }
    return filters;
  }

  private static Map<String, @Nullable Object> rank(Explained why, int position) {
    List<Object> parts = new ArrayList<>();
    for (Explained.Part part : why.parts()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", part.name());
      document.put("terms", part.terms());
      document.put("value", part.value());
      parts.add(document);
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("position", position == 0 ? null : position);
    document.put("score", why.parts().isEmpty() ? null : why.score());
    document.put("parts", parts);
    return document;
  }

  private static Map<String, @Nullable Object> vacancy(
      Explained why, ShownPosting posting, Reasons reasons) {
    List<Object> others = new ArrayList<>();
    for (ShownPosting.AlsoAt other : posting.alsoAt()) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("id", other.id().value());
      document.put("site", other.site().value());
      document.put("merged_because", reasons.merged(posting.id(), other.id()).orElse(null));
      others.add(document);
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", posting.vacancy().value());
    document.put("postings", others.size() + 1);
    document.put("shown", why.leader().orElse(posting.id()).value());
    document.put("others", others);
    return document;
  }

  private static List<Object> hidden(
      Explained why,
      @Nullable ShownPosting posting,
      Release.@Nullable Reason withheld,
      Question asked,
      int position,
      Reasons reasons,
      Text.Language language) {
    List<Object> hidden = new ArrayList<>();
    if (withheld != null) {
      hidden.add(because(withheld, language));
    }
    if (!why.words()) {
      hidden.add(
          unmet(
              "filter_not_met",
              new Text(
                  "Die gesuchten Wörter stehen nicht alle in der Stelle.",
                  "The job does not hold all the words."),
              "q",
              List.of(asked.query().words()),
              List.of(),
              language));
    }
    for (Explained.Outcome outcome : why.filters()) {
      if (!outcome.passed()) {
        hidden.add(
            unmet(
                code(outcome.filter(), why.posting(), reasons),
                words(code(outcome.filter(), why.posting(), reasons)),
                parameter(outcome.filter()),
                asked(outcome.filter()),
                posting == null ? null : FilterValues.of(outcome.filter(), posting),
                language));
      }
    }
    why.leader()
        .ifPresent(lead -> {
          Map<String, @Nullable Object> document =
              reason(
                  "merged",
                  new Text(
                      "Die Stelle steht unter einer anderen Anzeige derselben Stelle.",
                      "Another posting stands for the same vacancy."),
                  language);
          document.put("posting", lead.value());
          hidden.add(document);
        });
    boolean deep = position == 0 || position > Question.DEEPEST;
    if (hidden.isEmpty() && deep && !asked.explain()) {
      Map<String, @Nullable Object> document =
          reason(
              "beyond_limit",
              new Text(
                  "Die Stelle liegt tiefer, als geblättert werden kann.",
                  "The job lies deeper than pages reach."),
              language);
      document.put("position", position == 0 ? null : position);
      hidden.add(document);
    }
    return hidden;
  }

  private static Map<String, @Nullable Object> because(
      Release.Reason withheld, Text.Language language) {
    return switch (withheld) {
      case CLOSED ->
          reason(
              "closed",
              new Text("Die Stelle ist nicht mehr offen.", "The job is no longer open."),
              language);
      case SITE_STALE ->
          reason(
              "site_stale",
              new Text(
                  "Die Quelle wurde zu lange nicht mehr gelesen.",
                  "The site has not been read for too long."),
              language);
      case TOO_OLD ->
          reason(
              "too_old",
              new Text(
                  "Die Stelle ist zu alt und ohne Datum.", "The job is too old and has no date."),
              language);
      case NO_LEDGER_ENTRY, OUTLET_NOT_ALLOWED, COMMERCIAL_LINK ->
          reason(
              "rights_withdrawn",
              new Text(
                  "Die Rechte der Quelle erlauben es nicht.", "The site's rights do not allow it."),
              language);
    };
  }

  private static String code(Filter filter, Posting posting, Reasons reasons) {
    return filter instanceof Filter.AnyOf(Filter.Field field, Set<String> asked)
        ? switch (field) {
          case OCCUPATION -> {
            boolean open =
                posting.membership().known().isEmpty()
                    && asked.stream()
                        .flatMap(id -> reasons.role(posting.id(), id).stream())
                        .anyMatch(Reasons.Role::unsure);
            yield open ? "awaiting_ruling" : "not_this_occupation";
          }
          case ELIGIBILITY -> "not_eligible";
          default -> "filter_not_met";
        }
        : "filter_not_met";
  }

  private static Text words(String code) {
    return switch (code) {
      case "awaiting_ruling" ->
          new Text(
              "Ob die Stelle zu diesem Beruf gehört, ist noch offen.",
              "Whether the job is of this occupation is still open.");
      case "not_this_occupation" ->
          new Text(
              "Die Stelle gehört nicht zu diesem Beruf.", "The job is not of this occupation.");
      case "not_eligible" ->
          new Text(
              "Die Stelle steht Menschen in Deutschland nicht offen.",
              "The job is not open to people in Germany.");
      default -> new Text("Ein Filter passt nicht.", "A filter is not met.");
    };
  }

  private static Map<String, @Nullable Object> unmet(
      String code,
      Text words,
      String parameter,
      List<String> asked,
      @Nullable List<String> posting,
      Text.Language language) {
    Map<String, @Nullable Object> document = reason(code, words, language);
    document.put("parameter", parameter);
    document.put("asked", asked);
    document.put("posting", posting);
    return document;
  }

  private static Map<String, @Nullable Object> reason(
      String code, Text words, Text.Language language) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("code", code);
    document.put("text", words.in(language));
    return document;
  }

  private static String parameter(Filter filter) {
    return switch (filter) {
      case Filter.AnyOf(Filter.Field field, _) -> field.key();
      case Filter.PayAtLeast _ -> "pay_min";
      case Filter.PostedSince _ -> "posted_since";
      case Filter.Near _ -> "location";
      case Filter.Country _ -> "occupation";
    };
  }

  private static List<String> asked(Filter filter) {
    return switch (filter) {
      case Filter.AnyOf(_, Set<String> values) -> List.copyOf(new TreeSet<>(values));
      case Filter.PayAtLeast(var amount, var unit) ->
          List.of(amount.toPlainString() + " " + unit.name());
      case Filter.PostedSince(var day) -> List.of(day.toString());
      case Filter.Near(double latitude, double longitude, double radius) ->
          List.of(String.format(Locale.ROOT, "%.4f,%.4f %.0f km", latitude, longitude, radius));
      case Filter.Country(String country) -> List.of(country);
    };
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
