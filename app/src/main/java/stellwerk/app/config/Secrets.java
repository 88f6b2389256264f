package stellwerk.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces `${env:NAME}` and `${file:/run/secrets/x}` by what stands there, so that no secret
/// stands in a file of the configuration.
final class Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  private Secrets() {}

  /// Whether a value comes from elsewhere.
  static boolean isReference(String written) {
    return REFERENCE.matcher(written).find();
  }

  /// Resolves every reference in a text.
  ///
  /// @throws IllegalArgumentException if what is named is not there
  static String resolve(String text, Environment environment) {
    if (!text.contains("${")) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      String value =
          matcher.group(1).equals("env")
              ? variable(matcher.group(2), environment)
              : file(matcher.group(2));
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(resolved).toString();
  }

  private static String variable(String name, Environment environment) {
    return environment
        .get(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the environment has no " + name + " (export " + name + "=…)"));
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name)).strip();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("the secret file " + name + " cannot be read", unreadable);
    }
  }
}
