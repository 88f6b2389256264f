package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is said beside an amount: bonus, commission and the like, in the posting's own words.
final class PayExtras {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "[\\p{L}-]{0,24}(?:bonus(?!karte)|boni\\b|provision|prämie|commission|tantieme|on-target|\\bOTE\\b|\\bvariabel|erfolgsbeteiligung|gewinnbeteiligung|signing)[\\p{L}-]{0,12}",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private PayExtras() {}

  static List<String> variable(String text, String masked, PayCandidate pay) {
    PayClause clause = PayClause.around(masked, pay.from(), pay.to());
    int to = Math.min(text.length(), Math.max(clause.to(), pay.to() + 60));
    int line = text.indexOf('\n', pay.to());
    Matcher found =
        VARIABLE
            .matcher(text)
            .region(Math.min(clause.from(), pay.from()), line >= 0 && line < to ? line : to);
    List<String> words = new ArrayList<>();
    while (found.find() && words.size() < 4) {
      if (!words.contains(found.group())) {
        words.add(found.group());
      }
    }
    return words;
  }
}
