package stellwerk.app.config;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Quantities as operators write them: `2s`, `10m`, `26h`, `14d`, `2w`; `5MB`, `2GiB`; `30%`.
final class Quantities {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(B|KB|KiB|MB|MiB|GB|GiB)?");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%?");

  private Quantities() {}

  static int integer(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("found “" + text + "”, expected a whole number");
    }
  }

  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "found “" + text + "”, expected a duration such as 500ms, 2s, 10m, 26h, 14d, 2w");
    }
    long n = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      case "d" -> Duration.ofDays(n);
      default -> Duration.ofDays(7 * n);
    };
  }

  static long bytes(String text) {
    Matcher matcher = BYTES.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "found “" + text + "”, expected a size such as 5MB or 2GiB");
    }
    long n = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    return switch (unit) {
      case "B" -> n;
      case "KB" -> n * 1_000;
      case "KiB" -> n << 10;
      case "MB" -> n * 1_000_000;
      case "MiB" -> n << 20;
      case "GB" -> n * 1_000_000_000;
      default -> n << 30;
    };
  }

  static int percent(String text) {
    Matcher matcher = PERCENT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > 100) {
      throw new IllegalArgumentException("found “" + text + "”, expected a share such as 30%");
    }
    return Integer.parseInt(matcher.group(1));
  }

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException(
          "found “" + text + "”, expected a date such as 2026-11-22");
    }
  }

  static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException("found “" + text + "”, expected a time such as 22:00");
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (java.time.DateTimeException _) {
      throw new IllegalArgumentException("“" + text + "” is no time zone such as Europe/Berlin");
    }
  }

  static URI url(String text) {
    try {
      URI url = new URI(text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (java.net.URISyntaxException _) {
      // Said below, in the words that fit both.
    }
    throw new IllegalArgumentException("“" + text + "” is no http or https address");
  }
}
