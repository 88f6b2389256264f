package stellwerk.search.render;

import java.util.stream.Stream;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Text;
import stellwerk.search.http.Text.Language;

/// Pages for people who met a problem: what it means, and what helps.
public final class ProblemPage {
  private static final Text ALL = new Text("Alle Probleme", "All problems");

  private ProblemPage() {}

  /// The page of one problem.
  public static String of(Code code, Language language) {
    Html page = begun(code.title().in(language) + " (" + code.key() + ")", language);
    page.element("p", new Text("HTTP-Status ", "HTTP status ").in(language) + code.status()).line();
    page.element("p", help(code).in(language)).line();
    page.open("p").element("a", ALL.in(language), "href", "/docs/problems/").close("p").line();
    return ended(page);
  }

  /// The list of all problems.
  public static String all(Language language) {
    Html page = begun(ALL.in(language), language);
    page.open("ul").line();
    Stream.of(Code.values())
        .forEach(code ->
            page.open("li")
                .element("a", code.key(), "href", "/docs/problems/" + code.slug())
                .text(" " + code.status() + ": " + code.title().in(language))
                .close("li")
                .line());
    page.close("ul").line();
    return ended(page);
  }

  private static Html begun(String title, Language language) {
    String name =
        switch (language) {
          case GERMAN -> "de";
          case ENGLISH -> "en";
        };
    Html page = new Html();
    page.open("html", "lang", name).open("head").open("meta", "charset", "utf-8");
    page.open("meta", "name", "viewport", "content", "width=device-width");
    page.element("title", title).open("link", "rel", "stylesheet", "href", "/docs/docs.css");
    return page.close("head").line().open("body").open("main").element("h1", title).line();
  }

  private static String ended(Html page) {
    return "<!DOCTYPE html>\n" + page.close("main").close("body").close("html").line();
  }

  private static Text help(Code code) {
    return switch (code) {
      case UNKNOWN_PARAMETER ->
          new Text(
              "Diese Adresse kennt einen der Parameter nicht. In „errors“ steht jeder mit dem nächsten Namen, den es gibt.",
              "This address does not know one of the parameters. \"errors\" names each, with the nearest name that exists.");
      case INVALID_PARAMETER ->
          new Text(
              "Ein Parameter hat einen Wert, den er nicht haben kann. In „errors“ steht, was erlaubt ist.",
              "A parameter has a value that it cannot have. \"errors\" says what is allowed.");
      case CONFLICTING_PARAMETERS ->
          new Text(
              "Zwei Parameter schließen einander aus, oder einer braucht einen anderen.",
              "Two parameters exclude each other, or one needs another.");
      case INVALID_CURSOR ->
          new Text(
              "Die Seitenmarke gehört zu einer anderen Frage oder ist zu alt. Fangen Sie ohne „cursor“ von vorn an.",
              "The cursor belongs to another question, or is too old. Start again without \"cursor\".");
      case PAGE_TOO_DEEP ->
          new Text(
              "Geblättert wird bis Treffer 1000. Mehr gibt es über „cursor“ oder, für ganze Bestände, /v1/export.",
              "Pages reach hit 1000. Use \"cursor\" to go on, or /v1/export for everything.");
      case UNAUTHORIZED ->
          new Text(
              "Diese Adresse braucht einen Schlüssel, oder der gezeigte gilt nicht: Authorization: Bearer sw_…",
              "This address needs a key, or the one shown is not valid: Authorization: Bearer sw_…");
      case FORBIDDEN_SCOPE ->
          new Text(
              "Der Schlüssel gilt, reicht für diese Adresse aber nicht aus.",
              "The key is valid, but does not cover this address.");
      case NOT_FOUND ->
          new Text(
              "Unter dieser Adresse gibt es nichts, oder diese Kennung gibt es nicht.",
              "There is nothing at this address, or no such id.");
      case METHOD_NOT_ALLOWED ->
          new Text("Alles hier wird mit GET gelesen.", "Everything here is read with GET.");
      case NOT_ACCEPTABLE ->
          new Text(
              "Was „Accept“ verlangt, gibt es unter dieser Adresse nicht.",
              "What \"Accept\" asks for is not available at this address.");
      case GONE ->
          new Text(
              "Die Stelle war ausgeschrieben und ist es nicht mehr. „last_seen“ sagt, wann zuletzt; ähnliche stehen unter /v1/jobs/{id}/similar.",
              "The job was advertised and no longer is. \"last_seen\" says when it last was; similar ones are at /v1/jobs/{id}/similar.");
      case REQUEST_TOO_LARGE ->
          new Text(
              "Adresse oder Kopfzeilen sind zu lang, oder die Anfrage hat einen Inhalt.",
              "The address or the headers are too long, or the request has a body.");
      case RATE_LIMITED ->
          new Text(
              "Zu viele Anfragen in einer Minute. „Retry-After“ sagt, nach wie vielen Sekunden es weitergeht; mit ETag gestellte Rückfragen (304) zählen nicht.",
              "Too many requests in a minute. \"Retry-After\" says after how many seconds to go on; revalidations (304) do not count.");
      case INTERNAL ->
          new Text(
              "Der Fehler liegt bei uns. „request_id“ hilft bei der Suche.",
              "The fault is ours. \"request_id\" helps to find it.");
      case FORMAT_UNAVAILABLE ->
          new Text(
              "Dieses Format ist in dieser Installation nicht eingerichtet.",
              "This format is not part of this installation.");
      case INDEX_UNAVAILABLE ->
          new Text(
              "Die Suche ist überlastet oder wird gerade aufgebaut. „Retry-After“ sagt, wann ein neuer Versuch lohnt; zeigen Sie so lange die letzte Antwort.",
              "The search is overloaded or being built. \"Retry-After\" says when to try again; show the last answer until then.");
    };
  }
}
