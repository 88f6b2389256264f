package stellwerk.indexer.normalise;

/// Mends what broke on the way: UTF-8 that was read as CP1252, special blanks, leftovers of
/// Markdown (`normalisation.md` §1.3).
final class TextRepair {
  private static final String[][] MOJIBAKE = {
    {"â‚¬", "€"},
    {"â€“", "–"},
    {"â€”", "—"},
    {"â€™", "’"},
    {"â€˜", "‘"},
    {"â€ž", "„"},
    {"â€œ", "“"},
    {"â€\u009d", "”"},
    {"â€¢", "•"},
    {"â€¦", "…"},
    {"Ã¤", "ä"},
    {"Ã¶", "ö"},
    {"Ã¼", "ü"},
    {"Ã„", "Ä"},
    {"Ã–", "Ö"},
    {"Ãœ", "Ü"},
    {"ÃŸ", "ß"},
    {"Ã©", "é"},
    {"Ã¨", "è"},
    {"Ã¡", "á"},
    {"Ã ", "à"},
    {"Ã§", "ç"},
    {"Ã±", "ñ"},
    {"Â£", "£"},
    {"Â§", "§"},
    {"Â°", "°"},
    {"Â·", "·"},
    {"Â€", "€"},
    {"Â\u00A0", " "},
    {"Â´", "´"}
  };

  private TextRepair() {}

  /// One line's or one text's characters, mended; line breaks stay.
  static String mend(String text) {
    String mended = text;
    if (text.indexOf('Ã') >= 0 || text.indexOf('â') >= 0 || text.indexOf('Â') >= 0) {
      for (String[] pair : MOJIBAKE) {
        mended = mended.replace(pair[0], pair[1]);
      }
    }
    int whole = whole(mended);
    if (whole == mended.length()) {
      return mended;
    }
    StringBuilder out = new StringBuilder(mended.length()).append(mended, 0, whole);
    for (int i = whole; i < mended.length(); i++) {
      char c = mended.charAt(i);
      switch (c) {
        case '\u00A0', '\u2007', '\u2009', '\u202F', '\t', '\u2002', '\u2003' -> out.append(' ');
        case '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\r' -> {
          // invisible, and in the way of every comparison
        }
        case '\u2028', '\u2029', '\u0085', '\u000B', '\f' -> out.append('\n');
        default -> out.append(Character.isISOControl(c) && c != '\n' ? ' ' : c);
      }
    }
    return out.toString();
  }

  /// How many characters at the beginning need no mending.
  private static int whole(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean plain = (c >= ' ' && c < '\u007F') || c == '\n' || (c > '\u00AD' && c < '\u2000');
      if (!plain) {
        return at;
      }
      at++;
    }
    return at;
  }

  private static boolean tidied(String line) {
    char before = ' ';
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\n' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return line.isEmpty() || before != ' ';
  }

  /// Runs of blanks as one, none at the ends.
  static String tidy(String line) {
    if (tidied(line)) {
      return line;
    }
    StringBuilder out = new StringBuilder(line.length());
    boolean gap = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\n') {
        gap = !out.isEmpty();
      } else {
        if (gap) {
          out.append(' ');
          gap = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }
}
