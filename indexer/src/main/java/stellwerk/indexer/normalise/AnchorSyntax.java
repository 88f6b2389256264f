package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.Anchors.Anchor;

/// Reads the anchors of an expression from its text.
///
/// Knows the part of the syntax of [java.util.regex.Pattern] that is used here. What it does not
/// know makes it give up, and an expression without anchors is simply tried everywhere: it may miss
/// a chance, but never a match.
final class AnchorSyntax {
  private static final int MOST_EXACT = 96;
  private static final int MOST_CHOICES = 400;
  private static final int MOST_OF_A_CLASS = 9;
  private static final int MOST_REPEATED = 4;
  private static final int FAR = 1 << 20;

  /// How often even rare letters stand together: they make words, which are said again.
  private static final double COMMON = 1e-5;

  /// Further away, an anchor is not any worse.
  private static final int WIDE = 2000;

  /// One letter says nothing, but a digit or a sign does, and so do two letters.
  private static final double MOST_FREQUENT = 0.0101;

  private final String regex;
  private int at;

  private AnchorSyntax(String regex) {
    this.regex = regex;
  }

  /// What a part of an expression matches.
  ///
  /// @param exact all that it can match, folded; null: too much to list
  /// @param anchors of which one stands in every match; null: none is known
  /// @param least the length of a match, at least
  /// @param most at most
  private record Part(
      @Nullable Set<String> exact, @Nullable List<Anchor> anchors, int least, int most) {
    static final Part NOTHING = exact(Set.of(""));

    static Part exact(Set<String> exact) {
      int least = exact.stream().mapToInt(String::length).min().orElse(0);
      int most = exact.stream().mapToInt(String::length).max().orElse(0);
      return new Part(exact, null, least, most);
    }

    static Part any(int least, int most) {
      return new Part(null, null, least, most);
    }

    /// The anchors, where the whole is one as well.
    @Nullable List<Anchor> known() {
      if (exact == null) {
        return anchors;
      }
      return AnchorSyntax.anchors(exact, 0, 0);
    }
  }

  /// The expression is written in a way that is not understood.
  private static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotUnderstood() {
      super(null, null, false, false);
    }
  }

  static List<Anchor> read(String regex) {
    try {
      AnchorSyntax syntax = new AnchorSyntax(regex);
      Part whole = syntax.choice();
      List<Anchor> known = syntax.at == regex.length() ? whole.known() : null;
      return known == null || known.size() > MOST_CHOICES ? List.of() : List.copyOf(known);
    } catch (NotUnderstood _) {
      return List.of();
    }
  }

  private boolean more() {
    return at < regex.length();
  }

  private char peek() {
    if (!more()) {
      throw new NotUnderstood();
    }
    return regex.charAt(at);
  }

  private char take() {
    char c = peek();
    at++;
    return c;
  }

  private boolean takes(String words) {
    boolean here = regex.startsWith(words, at);
    at += here ? words.length() : 0;
    return here;
  }

  private Part choice() {
    List<Part> choices = new ArrayList<>();
    choices.add(sequence());
    while (takes("|")) {
      choices.add(sequence());
    }
    return choices.size() == 1 ? choices.getFirst() : either(choices);
  }

  private static Part either(List<Part> choices) {
    int least = choices.stream().mapToInt(Part::least).min().orElse(0);
    int most = choices.stream().mapToInt(Part::most).max().orElse(0);
    Set<String> exact = new LinkedHashSet<>();
    List<Anchor> anchors = new ArrayList<>();
    boolean listed = true;
    boolean anchored = true;
    for (Part choice : choices) {
      listed = listed && choice.exact() != null;
      if (choice.exact() != null) {
        exact.addAll(choice.exact());
      }
      List<Anchor> known = choice.known();
      anchored = anchored && known != null;
      if (known != null) {
        anchors.addAll(known);
      }
    }
    return listed && exact.size() <= MOST_CHOICES
        ? Part.exact(exact)
        : new Part(null, anchored ? anchors : null, least, most);
  }

  /// One part after another. Those that can be listed are joined as long as they are few; of all
  /// pieces that come of it the rarest are the anchors.
  private Part sequence() {
    Set<String> run = Set.of("");
    int runLeast = 0;
    int runMost = 0;
    int least = 0;
    int most = 0;
    boolean whole = true;
    List<Anchor> best = null;
    while (more() && peek() != '|' && peek() != ')') {
      if (regex.startsWith("(?=", at)) {
        best = rarer(best, ahead(run, runLeast, runMost, least, most));
        continue;
      }
      Part part = repeated(single());
      Set<String> exact = part.exact();
      if (exact != null && (long) run.size() * exact.size() <= MOST_EXACT) {
        run = joined(run, exact);
      } else if (exact != null && run.size() == 1 && run.contains("")) {
        run = exact;
      } else {
        best = rarer(best, anchors(run, runLeast, runMost));
        whole = false;
        runLeast = least;
        runMost = most;
        run = exact == null ? Set.of("") : exact;
        if (exact == null) {
          best = rarer(best, shifted(part.anchors(), least, most));
          runLeast = least + part.least();
          runMost = sum(most, part.most());
        }
      }
      least += part.least();
      most = sum(most, part.most());
    }
    if (whole && (best == null || anchors(run, 0, 0) != null)) {
      return Part.exact(run);
    }
    return new Part(null, rarer(best, anchors(run, runLeast, runMost)), least, most);
  }

  /// What a look ahead wants to stand there, together with what stands before it.
  private @Nullable List<Anchor> ahead(
      Set<String> run, int runLeast, int runMost, int least, int most) {
    at += 3;
    Part inside = choice();
    if (take() != ')' || repeats()) {
      throw new NotUnderstood();
    }
    Set<String> exact = inside.exact();
    List<Anchor> ahead =
        exact != null && (long) run.size() * exact.size() <= MOST_EXACT
            ? anchors(joined(run, exact), runLeast, runMost)
            : shifted(inside.known(), least, most);
    boolean near = ahead != null && ahead.stream().allMatch(one -> one.most() <= Anchors.AHEAD);
    return near ? ahead : null;
  }

  private static int sum(int one, int other) {
    return Math.min(FAR, one + other);
  }

  private static Set<String> joined(Set<String> first, Set<String> second) {
    Set<String> joined = new LinkedHashSet<>();
    for (String one : first) {
      for (String other : second) {
        joined.add(one + other);
      }
    }
    return joined;
  }

  private static @Nullable List<Anchor> anchors(Set<String> run, int least, int most) {
    if (run.isEmpty()) {
      return null;
    }
    for (String word : run) {
      if (word.isEmpty() || frequency(word) > MOST_FREQUENT) {
        return null;
      }
    }
    return run.stream().map(word -> new Anchor(word, least, most)).toList();
  }

  private static @Nullable List<Anchor> shifted(
      @Nullable List<Anchor> anchors, int least, int most) {
    return anchors == null
        ? null
        : anchors.stream()
            .map(one -> new Anchor(one.letters(), one.least() + least, sum(one.most(), most)))
            .toList();
  }

  private static @Nullable List<Anchor> rarer(
      @Nullable List<Anchor> one, @Nullable List<Anchor> other) {
    return one == null || (other != null && cost(other) < cost(one)) ? other : one;
  }

  private static double cost(List<Anchor> anchors) {
    double cost = 0;
    for (Anchor anchor : anchors) {
      int spread = Math.min(anchor.most() - anchor.least(), WIDE);
      cost += (frequency(anchor.letters()) + COMMON) * (1 + spread / 4.0) + 2e-6;
    }
    return cost;
  }

  /// Roughly how often letters stand together, by how often each of them stands.
  static double frequency(String letters) {
    double often = 1;
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      often *=
          "en irtsa".indexOf(c) >= 0
              ? 0.1
              : "dhulcgmob".indexOf(c) >= 0 ? 0.05 : c >= 'a' && c <= 'z' ? 0.02 : 0.01;
    }
    return often;
  }

  private Part single() {
    char c = take();
    return switch (c) {
      case '(' -> group();
      case '[' -> characters();
      case '.' -> Part.any(1, 2);
      case '^', '$' -> Part.NOTHING;
      case '\\' -> escaped();
      case '*', '+', '?', '{' -> throw new NotUnderstood();
      default -> letter(c);
    };
  }

  private static Part letter(char c) {
    if (Character.isSurrogate(c)) {
      return Part.any(1, 1);
    }
    return Part.exact(Set.of(String.valueOf(SearchText.fold(c))));
  }

  private Part group() {
    boolean looksAround = false;
    if (takes("?")) {
      if (takes("=") || takes("!") || takes("<=") || takes("<!")) {
        looksAround = true;
      } else if (takes("<")) {
        while (take() != '>') {
          // the name of a group says nothing
        }
      } else if (!takes(">")) {
        char flag = take();
        while (flag != ':' && flag != ')') {
          if (flag == 'x' || flag == 'd') {
            throw new NotUnderstood();
          }
          flag = take();
        }
        if (flag == ')') {
          return Part.NOTHING;
        }
      }
    }
    Part inside = choice();
    if (take() != ')') {
      throw new NotUnderstood();
    }
    return looksAround ? Part.NOTHING : inside;
  }

  private Part escaped() {
    char c = take();
    switch (c) {
      case 'b', 'B', 'A', 'z', 'Z', 'G' -> {
        return Part.NOTHING;
      }
      case 'd' -> {
        return Part.exact(Set.of("0"));
      }
      case 'w', 'W', 'D', 's', 'S', 'h', 'H' -> {
        return Part.any(1, 2);
      }
      case 'p', 'P' -> {
        property();
        return Part.any(1, 2);
      }
      case 'Q' -> {
        int end = regex.indexOf("\\E", at);
        String words = regex.substring(at, end < 0 ? regex.length() : end);
        at = end < 0 ? regex.length() : end + 2;
        // what follows would repeat only the last letter
        if (words.chars().anyMatch(one -> Character.isSurrogate((char) one)) || repeats()) {
          throw new NotUnderstood();
        }
        return Part.exact(Set.of(SearchText.fold(words)));
      }
      default -> {
        return letter(character(c));
      }
    }
  }

  private boolean repeats() {
    return more() && "*+?{".indexOf(peek()) >= 0;
  }

  /// The character that stands behind a backslash.
  private char character(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'u' -> {
        if (at + 4 > regex.length()) {
          throw new NotUnderstood();
        }
        char code = (char) Integer.parseInt(regex.substring(at, at + 4), 16);
        at += 4;
        yield code;
      }
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new NotUnderstood();
        }
        yield c;
      }
    };
  }

  private void property() {
    if (takes("{")) {
      while (take() != '}') {
        // which property does not matter
      }
    } else {
      take();
    }
  }

  /// A class of characters: listed if they are few.
  private Part characters() {
    Set<String> listed = new LinkedHashSet<>();
    boolean open = takes("^");
    boolean first = true;
    while (first || peek() != ']') {
      first = false;
      char c = take();
      if (c == '[' || (c == '&' && more() && peek() == '&')) {
        throw new NotUnderstood();
      }
      if (c == '\\') {
        char escaped = take();
        if (escaped == 'd') {
          listed.add("0");
          continue;
        }
        if ("wWDsSpPhH".indexOf(escaped) >= 0) {
          if (escaped == 'p' || escaped == 'P') {
            property();
          }
          open = true;
          continue;
        }
        c = character(escaped);
      }
      char last = c;
      if (more() && peek() == '-' && at + 1 < regex.length() && regex.charAt(at + 1) != ']') {
        at++;
        last = take();
        last = last == '\\' ? character(take()) : last;
      }
      if (last - c > MOST_OF_A_CLASS || last < c || Character.isSurrogate(c)) {
        open = true;
      } else {
        for (char one = c; one <= last; one++) {
          listed.add(String.valueOf(SearchText.fold(one)));
        }
      }
    }
    at++;
    return open || listed.size() > MOST_OF_A_CLASS ? Part.any(1, 2) : Part.exact(listed);
  }

  private Part repeated(Part part) {
    if (!repeats()) {
      return part;
    }
    int least = 1;
    int most = FAR;
    switch (take()) {
      case '?' -> {
        least = 0;
        most = 1;
      }
      case '*' -> least = 0;
      case '+' -> {}
      default -> {
        int end = regex.indexOf('}', at);
        String[] bounds = regex.substring(at, end).split(",", -1);
        least = Integer.parseInt(bounds[0]);
        most = bounds.length == 1 ? least : bounds[1].isEmpty() ? FAR : Integer.parseInt(bounds[1]);
        at = end + 1;
      }
    }
    if (more() && (peek() == '?' || peek() == '+')) {
      at++;
    }
    return repeated(part, least, most);
  }

  private static Part repeated(Part part, int least, int most) {
    if (least == 1 && most == 1) {
      return part;
    }
    Set<String> exact = part.exact();
    if (least == 0 && most == 1 && exact != null) {
      Set<String> some = new LinkedHashSet<>(exact);
      some.add("");
      return Part.exact(some);
    }
    if (exact != null && most <= MOST_REPEATED && exact.size() <= 2) {
      Set<String> some = new LinkedHashSet<>();
      Set<String> run = Set.of("");
      for (int i = 0; i <= most; i++) {
        if (i >= least) {
          some.addAll(run);
        }
        run = joined(run, exact);
      }
      return Part.exact(some);
    }
    int longest = (int) Math.min(FAR, (long) part.most() * most);
    return new Part(null, least == 0 ? null : part.known(), part.least() * least, longest);
  }
}
