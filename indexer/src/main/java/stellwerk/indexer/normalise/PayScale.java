package stellwerk.indexer.normalise;

import org.jspecify.annotations.Nullable;

/// A reference to a pay scale, as a posting makes it: "bis Entgeltgruppe 13 TV-L, 80 %".
///
/// @param agreement `TVöD`, `TVöD-SuE`, `TV-L`, `AVR Caritas`, `Besoldung`; empty for a scale of
///   the employer's own
/// @param part of the TVöD: `Bund` or `VKA`; empty if not told
/// @param group `E13`, `S8a`, `A13`; null if none is named
/// @param groupTo upper group of "E 9c bis E 11"; null if one group
/// @param step null if not said
/// @param workload in percent; null if not said
/// @param upTo whether the group is the highest possible one
/// @param like whether the employer only follows the scale ("in Anlehnung an")
/// @param from first character of the reference
/// @param to one past the last
record PayScale(
    String agreement,
    String part,
    @Nullable String group,
    @Nullable String groupTo,
    @Nullable Integer step,
    @Nullable Integer workload,
    boolean upTo,
    boolean like,
    int from,
    int to) {
  static final String MINIMUM_WAGE = "Mindestlohn";

  /// The label of the scale for people: `TVöD E 13`, `TV-L bis E 13 (80 %)`.
  String label() {
    StringBuilder label = new StringBuilder(like ? "angelehnt an " : "").append(agreement);
    if (group != null) {
      label.append(label.isEmpty() ? "" : " ").append(upTo ? "bis " : "").append(spaced(group));
    }
    if (groupTo != null) {
      label.append(" bis ").append(spaced(groupTo));
    }
    if (step != null) {
      label.append(" Stufe ").append(step);
    }
    if (workload != null) {
      label.append(" (").append(workload).append(" %)");
    }
    return label.toString();
  }

  private static String spaced(String group) {
    int digit = 0;
    while (digit < group.length() && Character.isLetter(group.charAt(digit))) {
      digit++;
    }
    return group.substring(0, digit) + " " + group.substring(digit);
  }
}
