package stellwerk.indexer.normalise;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.SearchText.Span;

/// An expression that is searched in long texts and seldom found.
///
/// A search by [Matcher#find] tries the whole expression at every character. Here two characters
/// decide first: whether the expression can begin with them is asked once of the expression itself
/// and remembered, so that most of a text is passed at the cost of a look into a table.
///
/// The expression must not match nothing, nor look back for something that must be there.
final class Expression {
  private static final int ASCII = 128;
  private static final byte CAN = 1;
  private static final byte CANNOT = 2;

  private final Pattern pattern;
  private final Anchors anchors;

  /// For two characters after a letter, then for the same two after anything else. Each place is
  /// filled when it is first asked; a race between threads writes the same answer twice.
  private volatile byte @Nullable [] beginnings;

  private Expression(Pattern pattern) {
    this.pattern = pattern;
    this.anchors = Anchors.of(pattern.pattern());
  }

  static Expression of(String regex) {
    return of(regex, 0);
  }

  static Expression of(String regex, int flags) {
    return new Expression(Pattern.compile(regex, flags));
  }

  Pattern pattern() {
    return pattern;
  }

  /// Whether the expression stands anywhere in the text.
  boolean in(String text) {
    return matcher(text).find();
  }

  /// Whether the expression stands anywhere in the words.
  boolean in(Span words) {
    return matcher(words).find();
  }

  /// Whether the expression can stand in a text at all.
  boolean possible(SearchText text) {
    return !text.traces(anchors).nowhere();
  }

  /// A search through a text.
  Search matcher(String text) {
    return matcher(text, 0, text.length());
  }

  /// A search through a stretch of a text, which looks around at what stands before and after it.
  Search matcher(String text, int from, int to) {
    return new Search(this, text, 0, Traces.EVERYWHERE, from, to);
  }

  /// A search through words of a text.
  Search matcher(Span words) {
    return new Search(
        this, words.words(), words.from(), words.traces(anchors), 0, words.words().length());
  }

  /// A search through a text.
  Search matcher(SearchText text) {
    return matcher(text, 0, text.text().length());
  }

  /// A search through a stretch of words of a text, which looks around at what stands before and
  /// after it.
  Search matcher(Span words, int from, int to) {
    return new Search(this, words.words(), words.from(), words.traces(anchors), from, to);
  }

  /// A search through a stretch of a text, which looks around at what stands before and after it.
  Search matcher(SearchText text, int from, int to) {
    return new Search(this, text.text(), 0, text.traces(anchors), from, to);
  }

  private boolean canBegin(String text, int at, int to) {
    char one = text.charAt(at);
    char two = at + 1 < to ? text.charAt(at + 1) : ASCII;
    if (one >= ASCII || two >= ASCII) {
      return true;
    }
    boolean inside = at > 0 && letter(text.charAt(at - 1));
    int place = ((inside ? 0 : ASCII) + one) * ASCII + two;
    byte[] all = beginnings;
    if (all == null) {
      all = new byte[2 * ASCII * ASCII];
      beginnings = all;
    }
    byte known = all[place];
    if (known == 0) {
      known = ask(inside, one, two) ? CAN : CANNOT;
      all[place] = known;
    }
    return known == CAN;
  }

  private boolean ask(boolean inside, char one, char two) {
    String both = "" + one + two;
    return inside ? begins("a" + both, 1) || begins("z" + both, 1) : begins(both, 0);
  }

  private boolean begins(String words, int from) {
    Matcher matcher = pattern.matcher(words).region(from, words.length());
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    return matcher.lookingAt() || matcher.hitEnd();
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /// Finds one place after another, like a [Matcher]; the place found last is its result.
  static final class Search implements MatchResult {
    private final Expression expression;
    private final String text;
    private final int offset;
    private final Traces traces;
    private final int from;
    private final int to;
    private @Nullable Matcher tried;
    private int at;

    private Search(
        Expression expression, String text, int offset, Traces traces, int from, int to) {
      this.expression = expression;
      this.text = text;
      this.offset = offset;
      this.traces = traces;
      this.from = from;
      this.to = to;
      this.at = from;
    }

    boolean find() {
      while (at < to) {
        at = traces.next(at + offset, to + offset) - offset;
        if (at < to && (traces.narrow() || expression.canBegin(text, at, to))) {
          Matcher matcher = matcher();
          if (matcher.region(at, to).lookingAt()) {
            at = Math.max(at + 1, matcher.end());
            return true;
          }
        }
        at++;
      }
      return false;
    }

    /// Whether it stands at a place.
    boolean at(int place) {
      return traces.in(place + offset, place + 1 + offset)
          && matcher().region(place, to).lookingAt();
    }

    private Matcher matcher() {
      Matcher matcher = tried;
      if (matcher == null) {
        matcher =
            expression.pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        tried = matcher;
      }
      return matcher;
    }

    /// The place found last, which further searching does not change.
    MatchResult result() {
      return matcher().toMatchResult();
    }

    /// Whether it stands anywhere, whatever was found before.
    boolean again() {
      at = from;
      return find();
    }

    /// What a named group holds; null if it took no part.
    @Override
    public String group(String name) {
      return matcher().group(name);
    }

    @Override
    public int start() {
      return matcher().start();
    }

    @Override
    public int start(int group) {
      return matcher().start(group);
    }

    @Override
    public int end() {
      return matcher().end();
    }

    @Override
    public int end(int group) {
      return matcher().end(group);
    }

    @Override
    public String group() {
      return matcher().group();
    }

    @Override
    public String group(int group) {
      return matcher().group(group);
    }

    @Override
    public int groupCount() {
      return matcher().groupCount();
    }
  }
}
