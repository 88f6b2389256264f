package stellwerk.indexer.index;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// Takes `KITrainer` apart into `KI` and `Trainer`, and soft hyphens out of words.
///
/// Two letters are too short to be found inside a word, so this joint is found by the capital that
/// follows it; Kita, Kiel and AIRBUS have none.
final class WordJoints extends TokenFilter {
  private static final Pattern JOINED = Pattern.compile("(KI|AI)(\\p{Lu}\\p{Ll}{2,}.*)");
  private static final Pattern INVISIBLE = Pattern.compile("[\\u00AD\\u200B-\\u200D\\u2060]+");

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private String pending = "";
  private int pendingStart;
  private int pendingEnd;

  WordJoints(TokenStream words) {
    super(words);
  }

  /// A word without what cannot be seen.
  static String plain(String word) {
    return hasInvisible(word) ? INVISIBLE.matcher(word).replaceAll("") : word;
  }

  /// Nearly no word has: this is asked of every word, so without a pattern.
  private static boolean hasInvisible(CharSequence word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\u00AD' || (c >= '\u200B' && c <= '\u2060')) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!pending.isEmpty()) {
      clearAttributes();
      term.append(pending);
      offset.setOffset(pendingStart, pendingEnd);
      step.setPositionIncrement(1);
      pending = "";
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    if (hasInvisible(term)) {
      String visible = plain(term.toString());
      term.setEmpty().append(visible);
    }
    if (term.length() > 4 && term.charAt(1) == 'I') {
      Matcher joined = JOINED.matcher(term);
      if (joined.matches()) {
        part(joined.group(1), joined.group(2));
      }
    }
    return true;
  }

  private void part(String first, String rest) {
    pending = rest;
    pendingStart = offset.startOffset() + first.length();
    pendingEnd = offset.endOffset();
    offset.setOffset(offset.startOffset(), pendingStart);
    term.setEmpty().append(first);
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    pending = "";
  }
}
