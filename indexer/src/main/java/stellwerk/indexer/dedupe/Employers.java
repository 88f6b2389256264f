package stellwerk.indexer.dedupe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells whether two names are one employer's (`normalisation.md` §5.2).
public final class Employers {
  private static final Set<String> LEGAL =
      Set.of(
          "gmbh",
          "ggmbh",
          "mbh",
          "kg",
          "kgaa",
          "ag",
          "se",
          "ohg",
          "gbr",
          "eg",
          "ev",
          "ek",
          "ug",
          "haftungsbeschrankt",
          "partg",
          "stiftung",
          "inc",
          "llc",
          "ltd",
          "limited",
          "plc",
          "bv",
          "nv",
          "sa",
          "sas",
          "srl",
          "sarl",
          "ab",
          "as",
          "aps",
          "oy",
          "co",
          "corp",
          "corporation",
          "company",
          "deutschland",
          "germany",
          "europe",
          "emea",
          "international",
          "group",
          "gruppe",
          "holding",
          "spzoo");

  private static final Map<String, String> ALIASES =
      Table.rows("employers.tsv").stream().collect(Collectors.toMap(List::getFirst, List::getLast));

  private Employers() {}

  /// What all names of an employer come to; empty for none.
  public static String key(String name) {
    String bare = company(name);
    return ALIASES.getOrDefault(bare, bare);
  }

  /// Whether one name is the other with words at its end ("Outlier", "Outlier AI"): perhaps one
  /// employer, perhaps mother and daughter.
  static boolean kin(String one, String other) {
    return one.startsWith(other + " ") || other.startsWith(one + " ");
  }

  /// An employer's name without legal form and the like at its end.
  public static String company(String name) {
    String bare =
        Folded.words(
            name.replace("e.V.", "ev")
                .replace("e. V.", "ev")
                .replace("e.K.", "ek")
                .replace("B.V.", "bv")
                .replace("S.A.", "sa"));
    String[] words = bare.split(" ", -1);
    int end = words.length;
    while (end > 1 && LEGAL.contains(words[end - 1])) {
      end--;
    }
    return String.join(" ", List.of(words).subList(0, end));
  }
}
