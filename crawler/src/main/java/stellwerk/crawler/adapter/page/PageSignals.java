package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;

/// What a page with status 200 says besides its jobs: that it is no page, that its job is closed.
/// German and English. Words inside a description are the employer's, never a sign.
public final class PageSignals {
  /// A sentence that says that the job is closed.
  ///
  /// @param weak whether it can be read otherwise ("nicht mehr besetzt" can mean vacant); it closes
  ///   only together with a second sign
  public record Closing(String quote, boolean weak) {}

  private static final String JOB =
      "(?:stelle|stellenanzeige|stellenangebot|stellenausschreibung|position|anzeige|ausschreibung"
          + "|jobangebot|inserat|vakanz|job)";

  private static final Pattern CLOSED =
      Pattern.compile(
          String.join(
              "|",
              "\\b"
                  + JOB
                  + " (?:ist|wurde) (?:leider |inzwischen |bereits |schon |mittlerweile ){0,3}"
                  + "(?:vergeben|besetzt|geschlossen|deaktiviert|entfernt|gelöscht|abgelaufen|beendet|offline)\\b",
              "\\b"
                  + JOB
                  + " ist (?:leider |derzeit |zurzeit |aktuell |inzwischen ){0,3}nicht (?:mehr |länger )"
                  + "(?:verfügbar|aktuell|online|vakant|aktiv|ausgeschrieben|zu besetzen|frei|offen|vorhanden|gültig)\\b",
              "\\b" + JOB + " (?:steht|existiert|gibt es) (?:leider ){0,1}nicht mehr\\b",
              "\\b"
                  + JOB
                  + " (?:konnte|kann) (?:leider ){0,1}nicht (?:mehr ){0,1}(?:gefunden|angezeigt|aufgerufen) werden\\b",
              "\\b(?:konnte|kann) (?:leider ){0,1}(?:die|das|diese[rs]?) (?:\\p{L}{1,20} ){0,2}"
                  + JOB
                  + " (?:leider ){0,1}nicht (?:mehr ){0,1}(?:gefunden|angezeigt|aufgerufen) werden\\b",
              "\\bbewerbungsfrist (?:ist|für diese stelle ist) (?:leider |bereits |schon ){0,2}"
                  + "(?:abgelaufen|verstrichen|beendet|vorbei)\\b",
              "\\bbewerbungen (?:werden|sind) (?:für diese (?:stelle|position) )?"
                  + "(?:leider )?nicht mehr (?:angenommen|entgegengenommen|möglich)\\b",
              "\\bbewerbung (?:ist )?(?:auf diese stelle )?(?:leider )?(?:ist )?nicht mehr möglich\\b",
              "\\b(?:job|position|vacancy|posting|role|listing|opening|ad|advert|advertisement|opportunity)"
                  + "(?: posting| listing| ad| advert)?(?: you(?:'re| are| were) (?:looking for|interested in|trying to \\w{1,12}))? (?:is|has been|was) (?:now |already |unfortunately ){0,2}"
                  + "(?:no longer (?:available|active|open|accepting applications|advertised|online|live)"
                  + "|filled|closed|expired|removed|taken down|deactivated|unavailable|withdrawn)\\b",
              "\\b(?:job|position|vacancy|posting|role|listing)(?: posting| listing)? (?:has expired|has closed"
                  + "|no longer exists|does not exist|not found|could not be found|cannot be found)\\b",
              "\\bno longer accepting applications\\b",
              "\\bapplications (?:are|have) (?:now )?closed\\b",
              "\\bapplication deadline has passed\\b"),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern CLOSED_WEAKLY =
      Pattern.compile(
          "\\b" + JOB + " (?:ist|wird) (?:leider )?nicht mehr besetzt\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /// Words before the sentence that make it a condition, not a statement.
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\b(?:wenn|falls|sobald|sofern|sollte|ob|bis|if|once|when|until|unless|after|whether|in case)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "(?:job|stellen|vacancy|posting)?[-_]?(?:description|beschreibung)|stellentext|job-?content"
              + "|job-?body|job-?details?-?text|posting-?body|anzeigentext",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OTHER_JOBS =
      Pattern.compile(
          "similar|related|recommend|aehnliche|ähnliche|weitere-?(?:jobs|stellen)|other-?jobs|more-?jobs",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CHALLENGE_TITLE =
      Pattern.compile(
          "just a moment|attention required|access(?: to this page)? (?:has been )?denied|authenticating\\.\\.\\."
              + "|pardon our interruption|are you (?:a )?(?:human|robot)|security (?:check|verification)"
              + "|bot[- ]?verification|robot check|human verification|verify you are human|checking your browser"
              + "|request (?:blocked|rejected)|sicherheitsüberprüfung|sicherheitsprüfung|zugriff verweigert"
              + "|ein(?:en)? moment,? bitte|nur einen moment|captcha|forbidden|ddos-guard|additional verification required"
              + "|vérification|hcaptcha|blocked",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final String CHALLENGE_MARKUP =
      "#challenge-form, #challenge-running, #cf-challenge-running, .cf-error-details, #cf-wrapper,"
          + " #px-captcha, script[src*=captcha-delivery.com], iframe[src*=captcha-delivery.com],"
          + " iframe[src*=_Incapsula_Resource], script[src*=_Incapsula_Resource], #sec-if-cpt-container,"
          + " form#captcha-form, script[src*=/cdn-cgi/challenge-platform/h/], script[src*=awswaf.com],"
          + " .h-captcha, .g-recaptcha, #turnstile-wrapper, .cf-turnstile";

  private static final Pattern CHALLENGE_WORDS =
      Pattern.compile(
          "verify (?:that )?you are (?:a )?human|enable javascript and cookies to continue|checking your browser"
              + "|kein roboter sind|not a robot|unusual traffic|ungewöhnlichen datenverkehr|ray id|cloudflare"
              + "|upstream connect error|web application firewall|you have been blocked|access denied|incident id"
              + "|redirecting to login|bestätigen sie, dass sie ein mensch sind|additional verification required",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern CONSENT =
      Pattern.compile(
          "bevor sie (?:zu .{1,40} )?(?:weitergehen|fortfahren)|before you continue|zustimmung erforderlich"
              + "|um diese (?:seite|inhalte) (?:nutzen|sehen|anzeigen) .{0,60}(?:zustimm|akzeptier)|consent is required"
              + "|(?:alle )?cookies (?:akzeptieren|zulassen)|accept (?:all )?cookies|mit werbung (?:lesen|weiterlesen|nutzen)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern NOT_FOUND =
      Pattern.compile(
          "(?:^|\\W)404(?:\\W|$)|(?:seite|page|dokument|inhalt)\\b.{0,30}\\b(?:nicht gefunden|not found|existiert nicht|wurde nicht gefunden)"
              + "|^not found$|^nicht gefunden$|page (?:does not exist|doesn't exist)|diese seite (?:existiert|gibt es) .{0,10}nicht",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern NEEDS_SCRIPT =
      Pattern.compile(
          "(?:enable|activate|turn on|requires?|needs?|aktivieren|benötigt|erfordert|einschalten).{0,40}javascript"
              + "|javascript.{0,40}(?:aktivieren|einschalten|enable|required|erforderlich|disabled|deaktiviert)"
              + "|error rendering page",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final String MOUNT =
      "#root, #app, #__next, #__nuxt, app-root, #application, #svelte, [id^=__bundler], [data-reactroot], [ng-app]";

  private static final int LONGEST_SENTENCE = 300;

  /// A wall has few words; a page about jobs has many.
  private static final int SHORT = 1_500;

  private static final int LONG = 3_000;

  private final Fetched.Page page;
  private final Document document;
  private final boolean hasJob;
  private final @Nullable Pattern further;

  /// @param hasJob whether the page has a job in structured data: then it is no wall
  public PageSignals(Fetched.Page page, Document document, boolean hasJob) {
    this(page, document, hasJob, List.of());
  }

  /// @param hasJob whether the page has a job in structured data: then it is no wall
  /// @param further words that say that a job is closed, besides the program's own
  public PageSignals(Fetched.Page page, Document document, boolean hasJob, List<String> further) {
    this.page = page;
    this.document = document;
    this.hasJob = hasJob;
    this.further = further.isEmpty() ? null : anyOf(further);
  }

  private static Pattern anyOf(List<String> phrases) {
    return Pattern.compile(
        phrases.stream()
            .map(phrase -> Pattern.quote(phrase.replaceAll("[\\s\\u00A0]+", " ").strip()))
            .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /// Why this is not the page that was asked for; empty if nothing speaks against it.
  public Optional<NotThePage> problem() {
    if (reserved()) {
      return not(Problem.OPT_OUT, "tdm-reservation: 1");
    }
    return (hasJob ? Optional.<NotThePage>empty() : wall()).or(this::noIndex);
  }

  private Optional<NotThePage> wall() {
    String title = document.title().strip();
    String text = visible();
    String said = title.isEmpty() ? text : title;
    if (isChallenge(title, text)) {
      return not(Problem.CHALLENGE, said);
    }
    if (isNotFound(title, text)) {
      return not(Problem.SOFT_NOT_FOUND, said);
    }
    if (text.length() < SHORT
        && CONSENT.matcher(text).find()
        && document.select("a[href]").size() < 15) {
      return not(Problem.CONSENT_WALL, text);
    }
    if (isShell(text)) {
      return not(Problem.SCRIPT_ONLY, text.isEmpty() ? "no text without scripts" : text);
    }
    return text.isEmpty() && document.selectFirst("img, a[href]") == null
        ? not(Problem.WRONG_SHAPE, "a page without words")
        : Optional.empty();
  }

  private boolean isChallenge(String title, String text) {
    if (CHALLENGE_TITLE.matcher(title).find() && text.length() < LONG) {
      return true;
    }
    return text.length() < SHORT
        && (CHALLENGE_WORDS.matcher(text).find()
            || (text.length() < 600 && document.selectFirst(CHALLENGE_MARKUP) != null));
  }

  /// An opt-out that stands in the page: TDMRep §3.3.
  private boolean reserved() {
    return document.select("meta[name]").stream()
            .filter(meta -> meta.attr("name").equalsIgnoreCase("tdm-reservation"))
            .anyMatch(meta -> meta.attr("content").strip().equals("1"))
        || page.header("tdm-reservation").filter(value -> value.strip().equals("1")).isPresent();
  }

  /// `noindex` on a posting's own page; on a list it says nothing about the postings.
  private Optional<NotThePage> noIndex() {
    return page.request().purpose() == Request.Purpose.DETAIL && saysNoIndex()
        ? not(Problem.NO_INDEX, "robots: noindex")
        : Optional.empty();
  }

  private boolean saysNoIndex() {
    return document.select("meta[name][content]").stream()
            .filter(meta -> meta.attr("name").equalsIgnoreCase("robots"))
            .anyMatch(meta -> forbidsIndex(meta.attr("content")))
        || page.header("x-robots-tag").filter(PageSignals::forbidsIndex).isPresent();
  }

  private static boolean forbidsIndex(String directives) {
    for (String directive : directives.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      if (directive.equals("noindex") || directive.equals("none")) {
        return true;
      }
    }
    return false;
  }

  private boolean isNotFound(String title, String text) {
    Element heading = document.selectFirst("h1");
    String first = heading == null ? "" : heading.text();
    return text.length() < 5_000
        && (NOT_FOUND.matcher(cut(title, 200)).find() || NOT_FOUND.matcher(cut(first, 200)).find())
        && closing().isEmpty();
  }

  private boolean isShell(String text) {
    if (text.length() >= 400 || document.selectFirst("script") == null) {
      return false;
    }
    StringBuilder unscripted = new StringBuilder();
    document.select("noscript").forEach(element -> unscripted.append(element.text()).append(' '));
    return NEEDS_SCRIPT.matcher(cut(unscripted.toString(), 5_000)).find()
        || NEEDS_SCRIPT.matcher(text).find()
        || (document.selectFirst(MOUNT) != null && text.length() < 200)
        || text.isEmpty();
  }

  /// The sentence that says that the page's job is closed: a short text of its own, outside the
  /// description and outside lists of other jobs.
  public Optional<Closing> closing() {
    List<Closing> found = new ArrayList<>();
    document
        .body()
        .filter((node, _) -> {
          if (node instanceof Element element) {
            if (isOutOfScope(element)) {
              return NodeFilter.FilterResult.SKIP_ENTIRELY;
            }
            if (hasOwnWords(element)) {
              said(shortText(element)).ifPresent(found::add);
            }
          }
          return NodeFilter.FilterResult.CONTINUE;
        });
    return found.stream()
        .filter(closing -> !closing.weak())
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  /// The words of an element as far as they can be one sentence; an element within an element
  /// within an element must not be read again and again.
  private static String shortText(Element element) {
    StringBuilder text = new StringBuilder();
    element.filter((node, _) -> {
      if (node instanceof TextNode words) {
        text.append(words.getWholeText(), 0, Math.min(words.getWholeText().length(), 1_000));
      } else if (node instanceof Element inner && (inner.isBlock() || inner.nameIs("br"))) {
        text.append(' ');
      }
      return text.length() > 2 * LONGEST_SENTENCE
          ? NodeFilter.FilterResult.STOP
          : NodeFilter.FilterResult.CONTINUE;
    });
    return text.toString().replaceAll("[\\s\\u00A0]+", " ").strip();
  }

  private static boolean hasOwnWords(Element element) {
    return element.childNodes().stream()
        .anyMatch(node -> node instanceof TextNode text && !text.isBlank());
  }

  private Optional<Closing> said(String text) {
    Optional<Closing> own = sentence(text);
    return own.filter(closing -> !closing.weak()).isPresent() || text.length() > LONGEST_SENTENCE
        ? own
        : Optional.ofNullable(further)
            .flatMap(pattern -> match(pattern, text, false))
            .or(() -> own);
  }

  /// Reads the closing sentence of one short text; empty if it has none.
  public static Optional<Closing> sentence(String text) {
    if (text.length() > LONGEST_SENTENCE) {
      return Optional.empty();
    }
    String plain = text.replaceAll("[\\s\\u00A0]+", " ").strip();
    Optional<Closing> strong = match(CLOSED, plain, false);
    return strong.isPresent() ? strong : match(CLOSED_WEAKLY, plain, true);
  }

  private static Optional<Closing> match(Pattern pattern, String text, boolean weak) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int from = sentenceStart(text, matcher.start());
      if (!CONDITION.matcher(text.substring(from, matcher.start())).find()) {
        int to = sentenceEnd(text, matcher.end());
        return Optional.of(new Closing(text.substring(from, to).strip(), weak));
      }
    }
    return Optional.empty();
  }

  private static int sentenceStart(String text, int at) {
    for (int i = at - 1; i > 0; i--) {
      if (".!?".indexOf(text.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int sentenceEnd(String text, int at) {
    for (int i = at; i < text.length(); i++) {
      if (".!?".indexOf(text.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static boolean isOutOfScope(Element element) {
    return switch (element.normalName()) {
      case "script",
          "style",
          "template",
          "noscript",
          "nav",
          "footer",
          "aside",
          "select",
          "svg",
          "textarea",
          "article" ->
          !element.normalName().equals("article") || isDescription(element);
      default ->
          isHidden(element) || isDescription(element) || OTHER_JOBS.matcher(names(element)).find();
    };
  }

  private static boolean isDescription(Element element) {
    return element.attr("itemprop").equalsIgnoreCase("description")
        || element.attr("property").equalsIgnoreCase("description")
        || (!element.normalName().equals("body") && DESCRIPTION.matcher(names(element)).find());
  }

  private static String names(Element element) {
    return cut(element.id() + " " + element.className(), 300);
  }

  private static boolean isHidden(Element element) {
    return element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || element.attr("style").replace(" ", "").contains("display:none");
  }

  private String visible() {
    StringBuilder text = new StringBuilder();
    document
        .body()
        .filter((node, _) -> {
          if (node instanceof Element element) {
            return switch (element.normalName()) {
              case "script", "style", "template", "noscript", "svg" ->
                  NodeFilter.FilterResult.SKIP_ENTIRELY;
              default -> NodeFilter.FilterResult.CONTINUE;
            };
          }
          if (node instanceof TextNode words && !words.isBlank()) {
            text.append(words.text().strip()).append(' ');
          }
          return text.length() > 10_000
              ? NodeFilter.FilterResult.STOP
              : NodeFilter.FilterResult.CONTINUE;
        });
    return text.toString().strip();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static Optional<NotThePage> not(Problem problem, String detail) {
    return Optional.of(new NotThePage(problem, cut(detail, 160)));
  }
}
