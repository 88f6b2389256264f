package stellwerk.search.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Sources;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;

/// Names the state of an answer without searching for it: the index's change number, and a hash of
/// everything else that the answer depends on (the question, the language, the day in Berlin, the
/// program and its configuration, the synonyms, the newest crawl).
final class Tag {
  private Tag() {}

  /// Answers anew, or with 304 if the asker has that answer already.
  ///
  /// @param fresh how the answer may be kept (`Cache-Control`)
  static Answer answer(
      Request request, Catalogue catalogue, String fresh, Supplier<Answer> answer) {
    String tag = of(request, catalogue);
    Answer found = has(request, tag) ? Answer.empty(304) : answer.get();
    return found.with("ETag", tag).with("Cache-Control", fresh);
  }

  private static String of(Request request, Catalogue catalogue) {
    Sources sources = catalogue.sources();
    SortedMap<String, List<String>> question = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : request.parameters().entrySet()) {
      if (!entry.getValue().isEmpty()) {
        question.put(entry.getKey(), entry.getValue().stream().sorted().toList());
      }
    }
    String state =
        String.join(
            "\n",
            request.path(),
            question.toString(),
            request.language().name(),
            Boolean.toString(request.keyed()),
            Filters.today(catalogue).toString(),
            sources.version(),
            sources.index().wording(),
            sources.sites().summary().toString());
    CRC32C hash = new CRC32C();
    hash.update(state.getBytes(UTF_8));
    return String.format(
        Locale.ROOT, "W/\"c%d-%08x\"", sources.index().changeNumber(), hash.getValue());
  }

  private static boolean has(Request request, String tag) {
    Optional<String> known = request.header("if-none-match");
    String plain = tag.substring(2);
    return known.isPresent()
        && List.of(known.get().split(",", -1)).stream()
            .map(String::strip)
            .anyMatch(it -> it.equals("*") || it.equals(tag) || it.equals(plain));
  }
}
