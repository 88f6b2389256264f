package stellwerk.crawler.site;

/// Words of a page and where they stood.
///
/// @param text the words as they came (HTML in [RawField#DESCRIPTION], else plain text); never
///   blank
/// @param at where they stood, readable by an operator: `json-ld title`, `css .ort`, `xml
///   position/name`, `json jobs[].title`
/// @param structured whether the page offered them as a field of structured data (true) or as text
///   for people (false)
public record Words(String text, String at, boolean structured) {
  public Words {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank words at " + at + " are no words: leave them out");
    }
  }
}
