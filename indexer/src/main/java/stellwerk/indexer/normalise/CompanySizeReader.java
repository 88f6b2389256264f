package stellwerk.indexer.normalise;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.CompanySize;
import stellwerk.indexer.posting.Fact;

/// Reads how many people work for the employer (`normalisation.md` §4.6). The team that one leads,
/// clients' staff and users are none.
final class CompanySizeReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Expression HINT =
      Expression.of(
          "mitarbeit|besch|angestellt|kolleg|employee|people|staff", Pattern.CASE_INSENSITIVE);
  private static final String NUMBER =
      "\\d{1,3}(?:[. ,’']\\d{3}){1,2}(?!\\d)|\\d{1,6}(?![\\d.,]\\d)";
  private static final Expression SIZE =
      Expression.of(
          "(?<![\\w.,€$-])(?:(?<least>über|mehr als|gut|mindestens|over|more than|at least|>)\\s?|(?<most>bis zu|weniger als|unter|up to|fewer than|less than)\\s?)?(?<![\\w.,€$-])(?<a>"
              + NUMBER
              + ")(?<plus>\\s?\\+)?(?:\\s?(?:-|–|bis|to)\\s?(?<b>"
              + NUMBER
              + "))?\\s(?:[\\p{L}-]{2,24}\\s){0,2}?(?<who>Mitarbeiter(?:innen|:innen|\\*innen|/innen|n|Innen|_innen)?(?: und Mitarbeiter(?:innen|n)?)?|Mitarbeiterinnen und Mitarbeitern?|Mitarbeitenden?|Beschäftigten?|Angestellten?|Kolleg\\w{2,7}|employees|people|staff)(?!\\w)",
          FLAGS);
  private static final Pattern OTHER =
      Pattern.compile(
          "führst|führung|führen Sie|leitest|leiten Sie|leitung|verantwortlich|dein(?:em|en)? team|ihrem team|im team|team (?:von|aus)|(?<!are a )(?<!comprises a )team of|manage|lead a|leading a|supervis|kund(?:e|en|in|innen)(?!\\w)|clients?(?!\\w)|customers?(?!\\w)|users?(?!\\w)|nutzer|abteilung|department|standort mit|(?:pro|je|per) (?:Mitarbeiter|employee)|schul(?:en|ung|st)|train(?!er)|betreu|unterstütz|suchen|hire|hiring|help(?:ed|ing)?|million",
          FLAGS);
  private static final Pattern COMPANY =
      Pattern.compile(
          "unternehmen|firma|wir sind|arbeitgeber|konzern|gruppe|beschäftig|belegschaft|our team comprises|company|employ|we are|we have|globally|worldwide|weltweit|our staff",
          FLAGS);

  /// The size that the posting says.
  Fact<CompanySize> read(List<Stretch> stretches) {
    for (Stretch stretch : stretches) {
      boolean asked =
          switch (stretch.kind()) {
            case EMPLOYER, OTHER, OFFER -> stretch.field() == null;
            case TASKS, REQUIREMENTS, PROCESS -> false;
          };
      if (!asked || !HINT.in(stretch.span())) {
        continue;
      }
      Expression.Search said = SIZE.matcher(stretch.span());
      while (said.find()) {
        CompanySize size = size(said);
        if (size != null && ofTheCompany(stretch, said)) {
          return Fact.known(size, stretch.evidence(said));
        }
      }
    }
    return Fact.unstated();
  }

  private static boolean ofTheCompany(Stretch stretch, MatchResult said) {
    String around = stretch.around(said.start(), said.end());
    if (OTHER.matcher(around).find()) {
      return false;
    }
    String who = said.group("who").toLowerCase(Locale.ROOT);
    boolean loose = who.startsWith("people") || who.startsWith("kolleg") || who.equals("staff");
    return !loose || COMPANY.matcher(around).find();
  }

  private static @Nullable CompanySize size(MatchResult said) {
    int a = number(said.group("a"));
    Integer b = said.group("b") == null ? null : number(said.group("b"));
    if (a <= 0 || (b != null && b < a)) {
      return null;
    }
    if (b != null) {
      return new CompanySize(a, b);
    }
    boolean open = said.group("least") != null || said.group("plus") != null;
    return new CompanySize(said.group("most") == null ? a : null, open ? null : a);
  }

  private static int number(String digits) {
    String plain = digits.replaceAll("\\D", "");
    return plain.length() > 8 ? 0 : Integer.parseInt(plain);
  }
}
