package stellwerk.indexer.normalise;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words around an amount that make it pay, or something else (`normalisation.md` §1.8).
final class PayCues {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Expression PAY =
      Expression.of(
          "gehalt(?!s?(?:vorstellung|wunsch|extra|umwandlung|abrechnung))|gehälter|(?<!be)lohn(?!optimierung|abrechnung|buch)|löhne|vergüt(?:ung|et)|verdien(?:st|e|en)|bezahl(?:ung|t|en)\\b|entlohn|entgelt(?!umwandlung|gruppe|abrechnung)"
              + "|honorar|stipendium|einkommen|pauschale|brutto|\\bnetto\\b|fixum|\\bKV\\b|kollektivvertrag|\\bzahlen\\b|\\bzahlt\\b|\\bgage\\b|grundvergütung|dotiert|aufwandsentschädigung|minijob|\\bgesucht\\b"
              + "|salar(?:y|ies|is)\\b|compensation|\\bpay(?:s|ing|out|rate)?\\b|\\bpaid\\b(?! (?:parental|leave|time|vacation|sick|holiday|family|volunteer|maternity|medical|days|off))|\\brates?\\b|\\bgross\\b|\\bbase\\b|\\bbasic\\b|\\bOTE\\b|\\bwages?\\b|remuneration|hourly|\\bearn(?:ings?|s)?\\b|hiring range"
              + "|\\bloon|bruto|rémunération|salaire|\\bbruts?\\b|wynagrodzenie|mzd[ay]|before tax|posting range|\\b(?:the|current|market|target|estimated) range\\b|range for this",
          FLAGS);

  /// Words that claim the amount for something that is not pay.
  private static final Expression OTHER =
      Expression.of(
          "zusch(?:uss|üsse|uß|üssen)|bezuschuss|gutschein|sachbez[uü]g|gehaltsextra|benefits?\\b|guthaben|ticket|\\bVWL\\b|vermögenswirksam|fahrt?kosten|reisekosten|allowance|\\bstipends?\\b|reimburse|voucher|\\bperks?\\b|pluxee|edenred|sodexo|rabatt|ersparnis|erstattung|arbeitgeberleistung|altersvorsorge|kinderbetreuung|gehaltsumwandlung|entgeltumwandlung|lohnoptimierung|weihnachtsgeld|urlaubsgeld|geschenk|jobrad|spesen|wellness|memberships?\\b|cafeteria|příspěvek|meal|\\blei pentru|decont|lunch|corporate ?benefits|essensgeld|kilometergeld|trinkgeld|discount|insurance|401|\\bcard\\b|karte\\b|\\bprimes?\\b|cooptation|\\bHSA\\b|health ?care|surrogacy|adoption|fertility|in taxes|\\bsaved?\\b|dependent care|maximum is|deductible|contribution|despensa|donation|spende|match(?:ing)?\\b"
              + "|(?:transport|travel|relocation|equipment|mileage|commut\\p{L}{1,4})(?:ation)? (?:compensation|pay|costs?|expenses?)"
              + "|prämie|bonus|boni\\b|begrüßungsgeld|werben|werbung|referral|sign(?:ing|-on)|relocation|reward|provision|commission|\\bequity\\b|stock|shares|einmalzahlung|sonderzahlung|jahressonder|incentive"
              + "|budget|weiterbildung|fortbildung|learning|training (?:course|fund)"
              + "|umsatz|EBITDA|gewinn|revenue|funding|\\braised\\b|\\bARR\\b|\\bassets\\b|\\bdeals?\\b|market cap|valuation|valuing|bewertung|valued|invest|finanzierung|portfolio|turnover|savings?\\b|\\bsales\\b(?! (?:\\p{L}{1,12} )?(?:engineer|manager|representative|executive|associate|specialist|consultant|lead\\b|role|position))|spend\\b|grants?\\b|donat|fundrais|customers|clients"
              + "|\\bpreise?\\b|preisschild|angebote zwischen|(?<!auf |per |gegen |eigene )rechnung|auftragsvolumen|projektvolumen|volumen|\\bworth\\b|\\bcosts?\\b|kosten(?!los)|\\bprices?\\b|gebühr|kaution|\\bfine\\b|bußgeld|mietpreis|miete\\b|kredit|darlehen|versicherungssumme|schaden|limit\\b"
              + "|zulage|zuschl[aä]g|sonntag|dimanche|overtime|\\btips\\b|supplémentaire|supplement|trinkgeld|schichtzulage"
              + "|gehaltsvorstellung|gehaltswunsch|desired salary|salary expectation|gehaltserwartung",
          FLAGS);

  private static final Expression FAR =
      Expression.of(
          "gehaltsvorstellung|gehaltswunsch|desired salary|salary expectation|gehaltserwartung|bezuschussen",
          FLAGS);
  private static final Pattern FLOOR =
      Pattern.compile(
          "Mindestlohns?(?: \\p{L}{1,20}){0,3} ?(?:von|in Höhe von|beträgt|liegt bei|:|\\()?[^\\p{L}\\d]{0,4}(?:derzeit |aktuell |künftig )?[^\\p{L}\\d]{0,4}$",
          FLAGS);
  private static final Pattern PAYS_FLOOR =
      Pattern.compile(
          "(?:zahlen|zahlt|vergütung|bezahlung|stundenlohn|entlohnung) (?:(?:nach|zum|den|dem|ist|der) ){0,2}(?:gesetzlichen? )?Mindestlohn",
          FLAGS);
  private static final Pattern OVER_FLOOR =
      Pattern.compile(
          "(?:über|oberhalb|above|more than) (?:dem |des |the )?(?:gesetzlichen? |aktuellen? )?(?:Mindestlohn|minimum)",
          FLAGS);
  private static final Pattern COUNT =
      Pattern.compile(
          "\\s{0,2}(?:Mio|Mrd|Mill(?:ion|iard)|Billion|bn\\b|mn\\b|MM(?!\\p{L})|[MB](?![\\p{L}\\d])\\+?|Mitarbeit|employees)",
          FLAGS);
  private static final Pattern JOINED_BONUS =
      Pattern.compile(
          "(?:&|\\+|und|and) (?:Bonus|Provision|Boni|Prämien?|Commission|Benefits)(?: eligibility| potential| opportunities)? ?:? ?(?:von |bis zu |ab |up to |from )?$",
          FLAGS);

  /// "2.400 € brutto Einstiegsgehalt" is pay even in a list under "Benefits".
  private static final Pattern WAGE =
      Pattern.compile(
          "[ /]{0,2}(?:(?:brutto|netto|gross)[ /-]?)?\\p{L}{0,14}(?:gehalt|lohn|salary)(?!\\p{L}|-)",
          FLAGS);

  private static final Pattern EXAMPLE =
      Pattern.compile("(?:p\\. ?ex|z\\. ?B|e\\.g|i\\. ?H|bspw)\\.? ?[^,]{0,12}$", FLAGS);
  private static final Pattern WORD = Pattern.compile("[^\\s,+(&|;)¤.]+");
  private static final Pattern STOP =
      Pattern.compile(
          "(?:und|sowie|plus|zzgl\\.?|zuzüglich|inkl\\.?|inklusive|incl|including|and|with|mit|bei|für|or|oder|von|abhängig|je|nach|depending|based|excluding|exkl|ohne|to|as|in|hinzu|auf|at|ist|wird|is|,)",
          FLAGS);

  private PayCues() {}

  /// What the words around an amount say of it.
  ///
  /// @param pay whether a pay word claims it
  /// @param other whether something else claims it
  /// @param floor whether it is the law's minimum, not the offer
  /// @param cueFrom where the nearest pay word on the left begins; -1 if none
  record Claim(boolean pay, boolean other, boolean floor, int cueFrom) {}

  /// Judges the amount between `from` and `to` by its clause.
  static Claim judge(
      SearchText searched, int from, int to, int clauseFrom, int clauseTo, boolean unitSaid) {
    String text = searched.text();
    int left = Math.max(clauseFrom, from - 70);
    int cueFrom = -1;
    int cueEnd = -1;
    Expression.Search cue = PAY.matcher(searched, left, from);
    while (cue.find()) {
      cueFrom = cue.start();
      cueEnd = cue.end();
    }
    Expression.Search inside = PAY.matcher(searched, from, Math.min(clauseTo, to + 40));
    boolean right = inside.find();
    boolean pay = cueFrom >= 0 || right;
    int otherEnd = lastOther(searched, left, from);
    boolean other = otherEnd >= 0 && otherEnd >= cueEnd;
    if (other && JOINED_BONUS.matcher(text.substring(left, from)).find() && cueFrom >= 0) {
      other = false;
    }
    if (other
        && unitSaid
        && commaBetween(text, otherEnd, from)
        && !EXAMPLE.matcher(before(text, left, from)).find()) {
      other = false;
    }
    if (other && WAGE.matcher(text).region(to, text.length()).lookingAt()) {
      other = false;
    }
    other =
        other
            || followedByOther(text, to, clauseTo)
            || COUNT.matcher(text).region(to, text.length()).lookingAt()
            || far(searched, clauseFrom, from);
    String before = text.substring(left, from);
    Matcher floorWords = FLOOR.matcher(before);
    boolean floor =
        floorWords.find()
            && !OVER_FLOOR.matcher(before).find()
            && !(unitSaid && PAYS_FLOOR.matcher(before).find());
    return new Claim(pay, other, floor, cueFrom);
  }

  /// Whether a pay word stands near enough to claim an amount.
  static boolean near(SearchText text, int from, int to, PayClause clause) {
    int left = Math.max(clause.from(), from - 70);
    int right = Math.max(to, Math.min(clause.to(), to + 40));
    return PAY.matcher(text, left, right).find();
  }

  /// Whether a stretch holds a pay word, and nothing that is not pay.
  static boolean pay(String text, int from, int to) {
    return PAY.pattern().matcher(text).region(from, to).find()
        && !OTHER.matcher(text, from, to).find();
  }

  /// Whether a stretch says that something is not pay.
  static boolean other(SearchText text, int from, int to) {
    return lastOther(text, from, to) >= 0;
  }

  private static String before(String text, int from, int to) {
    return text.substring(from, to);
  }

  private static boolean far(SearchText text, int clauseFrom, int from) {
    Expression.Search found = FAR.matcher(text, Math.max(clauseFrom, from - 160), from);
    return found.find();
  }

  private static int lastOther(SearchText text, int from, int to) {
    Expression.Search found = OTHER.matcher(text, from, to);
    int end = -1;
    while (found.find()) {
      end = found.end();
    }
    return end;
  }

  private static boolean commaBetween(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.charAt(at) == ',' || text.charAt(at) == PayMasks.MASK) {
        return true;
      }
    }
    return false;
  }

  /// Whether one of the next words, before any "and", "plus" or comma, names something else: "50 €
  /// Zuschuss".
  private static boolean followedByOther(String text, int to, int clauseTo) {
    int end = Math.min(clauseTo, to + 60);
    int at = to;
    for (int words = 0; words < 5 && at < end; words++) {
      while (at < end
          && (text.charAt(at) == ' ' || text.charAt(at) == '-' || text.charAt(at) == ')')) {
        at++;
      }
      Matcher word = WORD.matcher(text).region(at, end);
      if (!word.lookingAt() || STOP.matcher(word.group()).matches()) {
        return false;
      }
      if (OTHER.in(word.group())) {
        return true;
      }
      at = word.end();
    }
    return false;
  }
}
