package stellwerk.indexer.dedupe;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;

/// The key that postings of one vacancy share exactly: employer without legal form, cleaned title,
/// set of places (`normalisation.md` §5.2). Postings with the same key are one vacancy; what is the
/// same in other words is found by likeness, not by this.
public final class ExactKey {
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
  private static final Pattern GENDER =
      Pattern.compile(
          "[(\\[]\\s{0,3}(?:[mwfdxiagn*]|all genders?|alle|gn|divers)(?:\\s{0,3}[/|,;.*+ -]\\s{0,3}(?:[mwfdxiagn*]|divers|gn)){0,5}\\s{0,3}[)\\]]|\\b[mwf]/[mwf](?:/[dxi])?\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern INNER =
      Pattern.compile("(?<=\\p{L})(?::|\\*|_|/-?)in(?:nen)?\\b|(?<=\\p{L})\\(in(?:nen)?\\)");

  private ExactKey() {}

  /// The key of a posting; empty where employer or title is not known, for then nothing says that
  /// two are one.
  ///
  /// @param title the title without gender tags, cities and reference numbers
  public static Optional<String> of(String employer, String title, List<Place> places) {
    String company = company(employer);
    String words = title(title);
    if (company.isEmpty() || words.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(company + "\n" + words + "\n" + String.join("|", locations(places)));
  }

  /// The key of a posting, from its facts.
  public static Optional<String> of(Posting posting) {
    Optional<String> employer = posting.employer().known().map(Employer::name);
    Optional<String> title = posting.title().known();
    if (employer.isEmpty() || title.isEmpty()) {
      return Optional.empty();
    }
    return of(
        employer.get(), title.get(), posting.locations().stream().map(Fact.Known::value).toList());
  }

  /// An employer's name without legal form and the like at its end.
  public static String company(String name) {
    String bare =
        fold(
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

  private static String title(String title) {
    String bare = GENDER.matcher(title).replaceAll(" ");
    return fold(INNER.matcher(bare).replaceAll(""));
  }

  /// The same for the same towns in any order; a town counts, not its district or postal code.
  private static Set<String> locations(List<Place> places) {
    Set<String> keys = new TreeSet<>();
    for (Place place : places) {
      String town =
          place.city() != null
              ? place.city()
              : place.region() != null ? place.region() : place.postalCode();
      keys.add(
          fold(Objects.requireNonNullElse(town, ""))
              + ","
              + Objects.requireNonNullElse(place.country(), ""));
    }
    return keys;
  }

  /// Lower case, without accents and signs.
  private static String fold(String words) {
    String plain =
        Normalizer.normalize(
            words.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '+' || c == '#') {
        folded.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK
          && !folded.isEmpty()
          && folded.charAt(folded.length() - 1) != ' ') {
        folded.append(' ');
      }
    }
    return folded.toString().strip();
  }
}
