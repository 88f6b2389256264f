package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One parameter of an address: kinds that count pages put the next number where the last one
/// stood, so that an overridden start keeps its host and its other parameters.
final class QueryParameter {
  private QueryParameter() {}

  /// The address with a parameter set, in the place where it stood before.
  static URI set(URI url, String name, String value) {
    String text = withoutFragment(url);
    int mark = text.indexOf('?');
    String pair = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    if (mark < 0) {
      return URI.create(text + "?" + pair);
    }
    StringBuilder query = new StringBuilder();
    boolean found = false;
    for (String old : text.substring(mark + 1).split("&", -1)) {
      boolean same = old.startsWith(name + "=");
      found |= same;
      query.append(query.isEmpty() ? "" : "&").append(same ? pair : old);
    }
    return URI.create(text.substring(0, mark + 1) + query + (found ? "" : "&" + pair));
  }

  /// A parameter that is a number; empty if it is missing or none.
  static Optional<Integer> number(URI url, String name) {
    String query = url.getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (pair.matches(name + "=[0-9]{1,9}")) {
        return Optional.of(Integer.valueOf(pair.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  /// The address without query and fragment.
  static String path(URI url) {
    String text = withoutFragment(url);
    int mark = text.indexOf('?');
    return mark < 0 ? text : text.substring(0, mark);
  }

  private static String withoutFragment(URI url) {
    String text = url.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }
}
