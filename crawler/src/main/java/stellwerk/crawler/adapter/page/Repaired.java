package stellwerk.crawler.adapter.page;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Words whose encoding was undone once too seldom: entities in plain text, markup escaped twice,
/// UTF-8 read as windows-1252 ("Ã¼"). Narrow, and marked.
///
/// @param text the words; null if there were none
/// @param marks what was repaired, to be written behind where they stood
public record Repaired(@Nullable String text, String marks) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,500}>");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,30});");

  /// White space only: other entities escaped twice may be meant ("so schreibt man &amp;lt;").
  private static final Pattern TWICE =
      Pattern.compile("&amp;(?=(?:#(?:x0?[aAdD9]|[xX][aA]0|10|13|9|160)|nbsp);)");

  private static final Pattern MOJIBAKE =
      Pattern.compile("[ÃÂ][\\u0080-\\u00BFŸœžŠ€ƒ„…†‡ˆ‰‹ŒŽ‘’“”•–—˜™š›]|â€");

  /// A field in plain words: one line of text without markup.
  public static Repaired plain(@Nullable String raw) {
    if (raw == null) {
      return new Repaired(null, "");
    }
    Repaired decoded = decoded(raw);
    String text = decoded.text == null ? "" : decoded.text;
    if (ENTITY.matcher(text).find()) {
      text = Parser.unescapeEntities(text, false);
    }
    if (TAG.matcher(text).find()) {
      text = Jsoup.parseBodyFragment(text).text();
    }
    return new Repaired(text.replaceAll("[\\s\\u00A0]+", " ").strip(), decoded.marks);
  }

  /// A field in HTML; plain text arrives escaped, so that nothing of it is taken for markup.
  public static Repaired html(@Nullable String raw) {
    if (raw == null) {
      return new Repaired(null, "");
    }
    Repaired decoded = decoded(raw);
    String text = decoded.text == null ? "" : decoded.text;
    String marks = decoded.marks;
    if (!TAG.matcher(text).find() && text.contains("&lt;")) {
      String once = Parser.unescapeEntities(text, false);
      if (TAG.matcher(once).find()) {
        return new Repaired(once, marks + " (repaired: escaped twice)");
      }
    }
    return new Repaired(TAG.matcher(text).find() ? text : escaped(text), marks);
  }

  /// Plain text as HTML: what could be markup is escaped, line breaks stay.
  public static String escaped(String plain) {
    String text = ENTITY.matcher(plain).find() ? Parser.unescapeEntities(plain, false) : plain;
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .strip()
        .replace("\r\n", "\n")
        .replace("\n", "<br>\n");
  }

  private static Repaired decoded(String raw) {
    String text = raw;
    String marks = "";
    if (TWICE.matcher(text).find()) {
      text = whitespace(TWICE.matcher(text).replaceAll("&"));
      marks = " (repaired: escaped twice)";
    }
    if (MOJIBAKE.matcher(text).find()) {
      String again = reread(text);
      if (!again.equals(text)) {
        text = again;
        marks += " (repaired: encoding)";
      }
    }
    return new Repaired(text, marks);
  }

  private static String whitespace(String text) {
    return text.replaceAll("&#(?:x0?[aAdD]|10|13);", "\n").replaceAll("&#(?:x0?9|9);", "\t");
  }

  private static String reread(String text) {
    try {
      ByteBuffer bytes = WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(text));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return text;
    }
  }
}
