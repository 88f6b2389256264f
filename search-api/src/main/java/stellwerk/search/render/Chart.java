package stellwerk.search.render;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// Draws the three pictures of our statistics as SVG: text and lines take the colour of their
/// surroundings, and who cannot see it gets title and description. The figures stand beside it as a
/// table (`/v1/stats/…`).
public final class Chart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 40;
  private static final int BOTTOM = 44;
  private static final int ROW = 36;
  private static final int LABELS = 190;
  private static final int MOST_LABELS = 8;
  private static final String BAR = "fill:var(--sw-accent,#0b57a4)";

  /// Alone in a picture the colours follow the reader's scheme; any page wins over them.
  private static final String STYLE =
      ":where(svg.sw-chart){color:#1b1b1f;font:14px system-ui,sans-serif}"
          + "@media (prefers-color-scheme:dark){:where(svg.sw-chart){color:#ececf1;--sw-accent:#8ec5ff}}";

  private final Html svg = new Html();

  private Chart() {}

  /// A column of a histogram, or a point of a line.
  public record Point(String label, double value) {}

  /// The middle half of a group, and its median.
  public record Span(String label, double low, double middle, double high) {}

  /// Columns side by side, as wide as their steps.
  public static String columns(String title, String description, List<Point> points) {
    Chart chart = new Chart();
    chart.begin(title, description, HEIGHT);
    double most = points.stream().mapToDouble(Point::value).max().orElse(1);
    double width = (WIDTH - LEFT - RIGHT) / (double) Math.max(1, points.size());
    chart.grid(most);
    for (int i = 0; i < points.size(); i++) {
      double height = (HEIGHT - TOP - BOTTOM) * points.get(i).value() / most;
      chart.box(
          LEFT + i * width + 1, HEIGHT - BOTTOM - height, Math.max(1, width - 2), height, BAR);
      chart.below(points, i, LEFT + (i + 0.5) * width);
    }
    return chart.end();
  }

  /// A line from point to point.
  public static String line(String title, String description, List<Point> points) {
    Chart chart = new Chart();
    chart.begin(title, description, HEIGHT);
    double most = Math.max(1, points.stream().mapToDouble(Point::value).max().orElse(1));
    double step = (WIDTH - LEFT - RIGHT) / (double) Math.max(1, points.size() - 1);
    chart.grid(most);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      double x = LEFT + i * step;
      double y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * points.get(i).value() / most;
      path.append(i == 0 ? "M" : "L").append(number(x)).append(' ').append(number(y));
      chart.below(points, i, x);
    }
    chart.svg.open(
        "path",
        "d",
        path.toString(),
        "style",
        "fill:none;stroke:var(--sw-accent,#0b57a4);stroke-width:3");
    chart.svg.close("path").line();
    return chart.end();
  }

  /// One bar per group, from the lower to the upper quartile, with the median across it.
  ///
  /// @param amount writes a value
  public static String spans(
      String title, String description, List<Span> spans, DoubleFunction<String> amount) {
    Chart chart = new Chart();
    chart.begin(title, description, TOP + BOTTOM + ROW * Math.max(1, spans.size()));
    double most = spans.stream().mapToDouble(Span::high).max().orElse(1);
    double scale = (WIDTH - LABELS - 90) / most;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      double y = TOP + (double) i * ROW;
      double width = Math.max(2, (span.high() - span.low()) * scale);
      chart.text(0, y + 21, "start", span.label());
      chart.box(LABELS + span.low() * scale, y + 6, width, ROW - 14.0, BAR + ";opacity:.45");
      chart.box(LABELS + span.middle() * scale - 1.5, y + 2, 3, ROW - 6.0, "fill:currentColor");
      // Beside the bar, where it hits no other number.
      chart.text(
          LABELS + span.low() * scale + width + 8, y + 21, "start", amount.apply(span.middle()));
    }
    return chart.end();
  }

  private void begin(String title, String description, int height) {
    svg.open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "class",
            "sw-chart",
            "viewBox",
            "0 0 " + WIDTH + " " + height,
            "role",
            "img",
            "lang",
            "de",
            "aria-labelledby",
            "sw-chart-title sw-chart-desc")
        .line();
    svg.element("title", title, "id", "sw-chart-title").line();
    svg.element("desc", description, "id", "sw-chart-desc").line();
    svg.element("style", STYLE).line();
    text(0, 20, "start", title);
  }

  private String end() {
    return svg.close("svg").line().toString();
  }

  /// Three lines across, with their numbers.
  private void grid(double most) {
    for (double share : new double[] {0, 0.5, 1}) {
      double y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
      box(LEFT, y, WIDTH - LEFT - (double) RIGHT, 1, "fill:currentColor;opacity:.3");
      if (share != 0.5 || most % 2 == 0) {
        text(LEFT - 8.0, y + 5, "end", number(most * share));
      }
    }
  }

  /// A label below the axis; of many only some, so that none lies over another.
  private void below(List<Point> points, int at, double x) {
    int every = Math.max(1, (points.size() + MOST_LABELS - 1) / MOST_LABELS);
    if (at % every == 0) {
      text(x, HEIGHT - BOTTOM + 22.0, "middle", points.get(at).label());
    }
  }

  private void box(double x, double y, double width, double height, String style) {
    svg.open(
            "rect",
            "x",
            number(x),
            "y",
            number(y),
            "width",
            number(width),
            "height",
            number(height),
            "style",
            style)
        .close("rect")
        .line();
  }

  private void text(double x, double y, String anchor, String text) {
    svg.element(
            "text",
            text,
            "x",
            number(x),
            "y",
            number(y),
            "text-anchor",
            anchor,
            "fill",
            "currentColor")
        .line();
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
