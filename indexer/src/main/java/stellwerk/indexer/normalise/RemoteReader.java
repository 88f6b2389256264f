package stellwerk.indexer.normalise;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.normalise.SearchText.Span;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Remote;

/// Reads whether the work is done at home, at the office or in both (`normalisation.md` §4.2).
final class RemoteReader {
  private static final Clauses STEMS =
      Clauses.of(
          "remote",
          "home",
          "hybrid",
          "mobiles arbeiten",
          "mobilem arbeiten",
          "mobilen arbeiten",
          "mobile arbeit",
          "mobil arbeit",
          "mobil zu arbeiten",
          "mobile working",
          "ortsunabhängig",
          "von überall",
          "vor ort",
          "on-site",
          "onsite",
          "on site",
          "in-office",
          "work from",
          "anywhere",
          "telearbeit",
          "büro",
          "telecommut",
          "von zuhause",
          "von zu hause");

  /// A rule: what words mean, and how sure that is. The first that fits wins.
  private record Rule(Expression words, @Nullable Remote means, Confidence confidence) {}

  private static final List<Rule> RULES =
      List.of(
          // words that only look like it
          rule(
              "remote[- ]?(?:administration|support|wartung|zugriff|zugang|access|sensing|monitoring|desktop|control|server|system|site|teams? (?:leiten|führen)|procedure|code|debugging|management of)|"
                  + "hybride? (?:projekt|lern|cloud|app|antrieb|fahrzeug|mobile app|infrastr|kundenprojekt)|hybrid[- ](?:cloud|app|event|vehicle|it)|"
                  + "(?:wartung|administration|support|betreuung|konfiguration).{0,60}remote|(?:smart|at) home|home ?page|home ?care|homeoffice-?ausstattung",
              null,
              Confidence.HIGH),
          rule(
              "kein(?:e|en)?\\b.{0,25}\\b(?:home ?-?office|remote|mobiles arbeiten)|nicht (?:im |vollständig |für )?(?:remote|home ?-?office)|"
                  + "(?:home ?-?office|remote).{0,30}(?:nicht (?:möglich|vorgesehen)|ausgeschlossen)|not (?:a )?(?:remote|eligible for remote)|no remote|"
                  + "vor ort erforderlich|(?:arbeit|tätigkeit|einsatz|präsenz|anwesenheit)\\b.{0,12}\\bvor ort\\b.{0,60}(?:erforderlich|notwendig|voraussetzung|zwingend)|(?:100 ?%|ausschließlich|komplett|vollständig) (?:vor ort|on-?site|im büro)|"
                  + "(?:fully|100 ?%|strictly) (?:on-?site|in[- ]office|on site)|on-?site (?:position|role|only|job)|5 days (?:a|per) week in(?: the)? office|"
                  + "(?:position|role|job) is (?:fully |100 ?% )?(?:on-?site|in[- ]office)|arbeitsweise: vor ort|arbeitsmodell: (?:vor ort|präsenz)",
              Remote.ONSITE, Confidence.HIGH),
          rule(
              "(?:home ?-?office|remote|mobil\\w{0,3} arbeit\\w{0,4}).{0,40}(?:nach (?:absprache|vereinbarung|rücksprache)|by arrangement|if agreed)|"
                  + "gelegentlich\\w{0,3} (?:home ?-?office|remote)|occasional(?:ly)? (?:remote|work from home)",
              Remote.HYBRID,
              Confidence.LOW),
          rule(
              "vollständig aus dem home ?-?office.{0,80}präsenz|hybrid(?:e|es|en|er|em)?\\b.{0,30}(?:arbeit|modell|work|model|office|setup|position|role|stelle|job|schedule|home|remote|policy|möglich)|"
                  + "\\bhybrid\\b|bis zu (?:\\d|[1-9]\\d) ?(?:%|prozent).{0,20}(?:home|remote|mobil)|"
                  + "(?<!\\d)\\d{1,2} ?(?:%|prozent)[- ](?:der (?:arbeits)?zeit )?(?:remote|home|im home)|"
                  + "\\b(?:\\d|ein|zwei|drei|vier|one|two|three|four)(?: ?(?:-|–|bis|to|oder|or) ?\\d)? (?:tag|day)\\w{0,3}\\b.{0,40}(?:home|remote|mobil|büro|vor ort|office|on-?site)|"
                  + "(?:home ?-?office|remote|mobil\\w{0,3} arbeit\\w{0,4}).{0,40}(?:\\d|ein|zwei|drei|vier|one|two|three|four)(?: ?(?:-|–|bis|to) ?\\d)? ?(?:tag|day|% ?der|mal)|"
                  + "remote ?/ ?(?!home|mobil|flexib)\\p{L}{3}|remote ?(?:und|and|oder|or) ?(?:vor ort|on-?site|büro|office)|partially remote|partly remote|teilweise (?:remote|im home|home|von zu)|teil-?remote|"
                  + "mischung aus|mix (?:aus|of|from)|remote[- ]anteil|home ?-?office[- ](?:anteil|regelung|tage|quote)|remote-?(?:anteil|tage)",
              Remote.HYBRID, Confidence.HIGH),
          rule(
              "100 ?(?:%|prozent)[- ]?(?:remote|home|mobil|im home|aus dem home|von zu)|(?:zu|bis zu|mit) 100 ?(?:%|prozent).{0,25}(?:remote|home|mobil)|(?:remote|home).{0,25}100 ?(?:%|prozent)|"
                  + "(?:fully|full|completely|entirely|permanently|purely) remote|vollständig (?:remote|aus dem home|im home|von zu|ortsunabhängig)|"
                  + "(?:komplett|rein|voll|ausschließlich|grundsätzlich|zu jeder zeit|permanent|dauerhaft) (?:remote|im home|aus dem home|ortsunabhängig|von zu)|"
                  + "remote[- ](?:first|only|position|role|job|stelle|opportunity|arbeitsplatz|company|team member|contract)|"
                  + "remote work\\b.{0,10}$|(?:this|the) (?:position|role|job|opportunity|project) (?:is|will be) .{0,12}remote|work(?:ing)? remotely|arbeite(?:st|n)? .{0,25}remote\\b|"
                  + "ortsunabhängig|von überall|work from anywhere|work from home|from anywhere|anywhere in the|telecommut|"
                  + "location ?[:–-] ?.{0,20}remote|(?:arbeits|einsatz)?ort ?[:–-] ?remote|remote from\\b|^remote$|"
                  + "\\(remote\\)|remote ?(?:\\(|,|-|–|\\|)|[-–|,] ?remote\\b",
              Remote.REMOTE, Confidence.HIGH),
          rule(
              "(?:home ?-?office|mobil\\w{0,3} arbeit\\w{0,4}|mobile working|telearbeit|remote[- ]?(?:arbeit|work)?).{0,50}(?:möglich|bis |option|vereinbar|flexib|angebot|after|nach )|"
                  + "möglichkeit.{0,40}(?:home ?-?office|remote|mobil)|mobiles arbeiten|mobile arbeit|mobilem arbeiten|telearbeit|"
                  + "(?:flexib\\w{0,6}|wahlweise).{0,40}(?:home ?-?office|remote|zuhause|zu hause)|(?:home ?-?office|remote).{0,30}(?:büro|office|vor ort)|(?:büro|office).{0,30}(?:home ?-?office|remote)",
              Remote.HYBRID,
              Confidence.MEDIUM),
          rule("home ?-?office|von zu ?hause", Remote.HYBRID, Confidence.LOW),
          rule("\\bremote\\b", Remote.REMOTE, Confidence.LOW));

  private static Rule rule(String regex, @Nullable Remote means, Confidence confidence) {
    return new Rule(
        Expression.of(
            regex,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS),
        means,
        confidence);
  }

  Fact<Remote> read(RawPosting raw, PostingText text) {
    Optional<Fact.Known<Remote>> field = field(raw);
    Optional<Fact.Known<Remote>> label = label(raw);
    Optional<Fact.Known<Remote>> said = title(text).or(() -> description(text));
    if (field.isPresent()) {
      Remote value = field.get().value();
      boolean contradicted =
          said.isPresent()
              && said.get().value() != value
              && said.get().evidence().confidence() == Confidence.HIGH;
      if (contradicted && value == Remote.REMOTE && said.get().value() == Remote.HYBRID) {
        // "TELECOMMUTE" is also what sites write for a few days at home; the text says how it is
        return weaken(said.get());
      }
      return contradicted ? weaken(field.get()) : field.get();
    }
    if (label.isPresent()) {
      boolean confirmed = said.isEmpty() || said.get().value() == label.get().value();
      if (confirmed) {
        return said.isPresent() ? strengthen(label.get()) : label.get();
      }
      return said.get().evidence().confidence() == Confidence.HIGH
          ? weaken(said.get())
          : label.get();
    }
    return said.<Fact<Remote>>map(known -> known).orElse(Fact.unstated());
  }

  private static Fact<Remote> weaken(Fact.Known<Remote> known) {
    return known.evidence().confidence() == Confidence.HIGH
        ? with(known, Confidence.MEDIUM)
        : known;
  }

  private static Fact<Remote> strengthen(Fact.Known<Remote> known) {
    return with(known, Confidence.HIGH);
  }

  private static Fact<Remote> with(Fact.Known<Remote> known, Confidence confidence) {
    Evidence was = known.evidence();
    return Fact.known(known.value(), new Evidence(was.quote(), was.origin(), confidence, was.at()));
  }

  private static Optional<Fact.Known<Remote>> field(RawPosting raw) {
    for (Words words : raw.all(RawField.REMOTE)) {
      if (words.text().length() > 400) {
        continue;
      }
      String said = words.text().strip().toLowerCase(Locale.ROOT).replace('_', '-');
      Remote value =
          switch (said) {
            case "telecommute",
                "true",
                "yes",
                "ja",
                "remote",
                "fully-remote",
                "full-remote",
                "fully remote",
                "remote-only",
                "1",
                "remote-first" ->
                Remote.REMOTE;
            case "hybrid", "partial", "partially-remote", "temporary", "optional" -> Remote.HYBRID;
            case "onsite",
                "on-site",
                "on site",
                "office",
                "in-office",
                "no-remote",
                "not-remote",
                "none",
                "office only",
                "vor ort" ->
                Remote.ONSITE;
            default -> null;
          };
      if (value != null) {
        return Optional.of(new Fact.Known<>(value, Quotes.field(words, Confidence.HIGH)));
      }
      if (ON_SITE.matcher(said).lookingAt()) {
        return Optional.of(new Fact.Known<>(Remote.ONSITE, Quotes.field(words, Confidence.HIGH)));
      }
      Rule rule = rule(Span.of(said));
      if (rule != null && rule.means() != null) {
        return Optional.of(new Fact.Known<>(rule.means(), Quotes.field(words, rule.confidence())));
      }
    }
    return Optional.empty();
  }

  /// "Onsite (5 days per week)" counts its days and is no hybrid for it.
  private static final Pattern ON_SITE =
      Pattern.compile(
          "(?:on-?site|on site|in-office|in office|vor ort)(?!.*(?:hybrid|remote|home))");

  /// What the words of the place say: "Remote", "Remote / Frankfurt", "München oder remote".
  private static Optional<Fact.Known<Remote>> label(RawPosting raw) {
    for (Words words : raw.all(RawField.LOCATION)) {
      Optional<Fact.Known<Remote>> said =
          label(PlainText.line(words.text()), Quotes.field(words, Confidence.MEDIUM));
      if (said.isPresent()) {
        return said;
      }
    }
    for (RawPlace place : raw.places()) {
      for (String part : place.parts().values()) {
        Optional<Fact.Known<Remote>> said =
            label(
                part,
                new Evidence(part, Evidence.Origin.STRUCTURED, Confidence.MEDIUM, place.at()));
        if (said.isPresent()) {
          return said;
        }
      }
    }
    return Optional.empty();
  }

  private static final Expression SLASHED =
      Expression.of("remote\\s?/\\s?\\p{L}|\\p{L}\\s?/\\s?remote", Pattern.CASE_INSENSITIVE);

  private static Optional<Fact.Known<Remote>> label(String words, Evidence evidence) {
    String shortened = words.length() > 300 ? words.substring(0, 300) : words;
    String lower = shortened.toLowerCase(Locale.ROOT);
    boolean some =
        lower.contains("hybrid") || (lower.contains("home") && lower.contains("möglich"));
    if (some || SLASHED.in(shortened)) {
      return Optional.of(new Fact.Known<>(Remote.HYBRID, evidence));
    }
    return PlaceWords.saysRemote(shortened)
        ? Optional.of(new Fact.Known<>(Remote.REMOTE, evidence))
        : Optional.empty();
  }

  private static @Nullable Rule rule(Span clause) {
    for (Rule rule : RULES) {
      if (rule.words().in(clause)) {
        return rule;
      }
    }
    return null;
  }

  private static Optional<Fact.Known<Remote>> title(PostingText text) {
    String title = text.title().length() > 400 ? text.title().substring(0, 400) : text.title();
    if (!STEMS.in(title)) {
      return Optional.empty();
    }
    if (SLASHED.in(title)) {
      return Optional.of(new Fact.Known<>(Remote.HYBRID, Quotes.title(title, Confidence.MEDIUM)));
    }
    Rule rule = rule(Span.of(title));
    if (rule == null || rule.means() == null) {
      return Optional.empty();
    }
    Confidence confidence =
        rule.confidence() == Confidence.HIGH ? Confidence.HIGH : Confidence.MEDIUM;
    return Optional.of(new Fact.Known<>(rule.means(), Quotes.title(title, confidence)));
  }

  /// The surest clause of the description; of equally sure ones that with the least freedom, for
  /// "hybrid" in a posting that also says "remote" is how it is.
  private static Optional<Fact.Known<Remote>> description(PostingText text) {
    AtomicReference<Fact.@Nullable Known<Remote>> best = new AtomicReference<>();
    STEMS.around(
        text.searched(),
        clause -> {
          int from = clause.from();
          Rule rule = rule(clause);
          if (rule == null || rule.means() == null) {
            return;
          }
          Expression.Search words = rule.words().matcher(clause);
          if (!words.find()) {
            return;
          }
          Evidence evidence =
              Quotes.description(text, from + words.start(), from + words.end(), rule.confidence());
          Fact.Known<Remote> now = new Fact.Known<>(rule.means(), evidence);
          Fact.Known<Remote> was = best.get();
          if (was == null || rank(now) > rank(was)) {
            best.set(now);
          }
        });
    return Optional.ofNullable(best.get());
  }

  private static int rank(Fact.Known<Remote> known) {
    int sure =
        switch (known.evidence().confidence()) {
          case HIGH -> 30;
          case MEDIUM -> 20;
          case LOW -> 10;
        };
    return switch (known.value()) {
      case ONSITE -> sure + 3;
      case HYBRID -> sure + 2;
      case REMOTE -> sure + 1;
    };
  }
}
