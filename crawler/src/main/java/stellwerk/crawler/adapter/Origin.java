package stellwerk.crawler.adapter;

/// Where structured data stood on a page, and what had to be repaired to read it.
///
/// @param block `json-ld`, `json-ld[2]`, `microdata`
/// @param repair empty if nothing was repaired
record Origin(String block, String repair) {
  static Origin of(String block) {
    return new Origin(block, "");
  }

  /// Where a property stood, as an operator reads it.
  String at(String property) {
    return at(property, "");
  }

  /// @param marks further repairs, of this property alone
  String at(String property, String marks) {
    String whole = repair.isEmpty() ? "" : " (repaired: " + repair + ")";
    return block + " " + property + whole + marks;
  }
}
