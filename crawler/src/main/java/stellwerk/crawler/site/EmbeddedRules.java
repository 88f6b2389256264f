package stellwerk.crawler.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where postings stand in the JSON that a list page carries for its own scripts (`embedded:` of
/// kind `html`).
///
/// @param script the id of a script (`__NEXT_DATA__`), a variable (`window.__INITIAL_STATE__`), or
///   a jsoup selector
/// @param list the records
/// @param id in a record, the site's own id; null: its address is its id
/// @param total the declared total; null where none is carried
/// @param fields a field's path in a record
public record EmbeddedRules(
    String script,
    Path list,
    @Nullable Path id,
    Address url,
    @Nullable Path total,
    Map<RawField, Path> fields) {

  public EmbeddedRules {
    fields = Map.copyOf(fields);
  }

  /// Names of properties from the outside in. A list on the way stands for all that it holds; a
  /// number takes one of them.
  public record Path(List<String> names) {
    private static final int DEEPEST = 20;
    private static final Pattern NAME = Pattern.compile("[^.\\s{}\\[\\]]{1,100}");

    public Path {
      names = List.copyOf(names);
    }

    /// Reads `props.pageProps.jobs`.
    ///
    /// @throws IllegalArgumentException saying what is wrong, in words for people
    public static Path of(String written) {
      List<String> names = List.of(written.split("\\.", -1));
      if (names.size() > DEEPEST
          || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
        throw new IllegalArgumentException(
            "“" + written + "” is no path; expected names joined by dots, such as props.jobs");
      }
      return new Path(names);
    }

    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  /// The address of a posting's own page: a record's path to it, or an address that names such
  /// paths in braces, as in `https://jobs.example/stelle/{slug}`.
  public record Address(String written) {
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]{1,300})\\}");

    /// Checks that every path can be read.
    ///
    /// @throws IllegalArgumentException saying what is wrong, in words for people
    public Address {
      Matcher hole = HOLE.matcher(written);
      if (!written.contains("{")) {
        Path.of(written);
      } else if (!hole.find()) {
        throw new IllegalArgumentException("“" + written + "” has a brace without a path");
      } else {
        hole.reset().results().forEach(found -> Path.of(found.group(1)));
      }
    }

    /// What stands between the paths, and the paths: texts and paths take turns, texts first.
    public List<String> texts() {
      return written.contains("{") ? List.of(HOLE.split(written, -1)) : List.of("", "");
    }

    public List<Path> paths() {
      if (!written.contains("{")) {
        return List.of(Path.of(written));
      }
      List<Path> paths = new ArrayList<>();
      HOLE.matcher(written).results().forEach(found -> paths.add(Path.of(found.group(1))));
      return List.copyOf(paths);
    }
  }
}
