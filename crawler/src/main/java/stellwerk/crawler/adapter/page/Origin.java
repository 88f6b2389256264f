package stellwerk.crawler.adapter.page;

/// Where structured data stood on a page, and what had to be repaired to read it.
///
/// @param block `json-ld`, `json-ld[2]`, `microdata`
/// @param repair empty if nothing was repaired
public record Origin(String block, String repair) {
  public static Origin of(String block) {
    return new Origin(block, "");
  }

  /// Where a property stood, as an operator reads it.
  public String at(String property) {
    return at(property, "");
  }

  /// Where a property stood, and what had to be repaired in it alone.
  ///
  /// @param marks further repairs, of this property alone
  public String at(String property, String marks) {
    String whole = repair.isEmpty() ? "" : " (repaired: " + repair + ")";
    return block + " " + property + whole + marks;
  }
}
