package stellwerk.indexer.dedupe;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;

/// Takes the signature of a posting. Pure and thread-safe.
public final class Signer {
  /// Raised when signatures of the same posting come out otherwise than before.
  public static final int VERSION = 1;

  private static final int IN_A_ROW = 5;

  /// What is longer is no posting; its length must not cost anything.
  private static final int LONGEST = 60_000;

  private static final Pattern DISTRICT =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}-])(\\p{Lu}\\p{L}{0,30})-(\\p{Lu}\\p{L}{2,40})(?![\\p{L}-])");

  /// Towns as people shorten them before a district.
  private static final Map<String, String> SHORT =
      Map.of(
          "hh",
          "hamburg",
          "b",
          "berlin",
          "m",
          "muenchen",
          "k",
          "koeln",
          "f",
          "frankfurt",
          "s",
          "stuttgart",
          "d",
          "duesseldorf",
          "hb",
          "bremen",
          "l",
          "leipzig",
          "dd",
          "dresden");

  /// Sites put an address of their own, made of the title, under the same text.
  private static final Pattern ADDRESS = Pattern.compile("(?:https?://|www\\.)[^\\s<>\"]{1,2000}");

  private static final Set<String> BETWEEN =
      Set.of(
          "in", "im", "bei", "near", "within", "raum", "am", "an", "standort", "fuer", "for", "at");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\d.,])\\d{1,9}(?:[.,]\\d{1,3})?(?![\\d\\p{L}])");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\p{L}\\d])(?=[\\p{L}\\d-]{0,60}\\d)(?=[\\p{L}\\d-]{0,60}\\p{L})[\\p{L}\\d-]{6,60}+(?![\\p{L}\\d])");
  private static final Pattern VISIT =
      Pattern.compile(
          "(?:utm_[a-z]{1,20}|gh_src|gh_jid_src|ref|source|src|apply|fbclid|gclid|sid|sessionid|jsessionid)=[^&]{0,400}",
          Pattern.CASE_INSENSITIVE);

  private final TitleReader titles;
  private final TraitReader traits = new TraitReader();

  public Signer(TitleReader titles) {
    this.titles = titles;
  }

  /// The signature of a posting, from its facts alone.
  public Signature of(Posting posting) {
    String title = posting.title().known().orElse("");
    Set<String> own = placeWords(posting);
    Optional<District> district = district(title, own);
    String text = posting.description().known().orElse("");
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    List<String> words = Folded.list(ADDRESS.matcher(bounded).replaceAll(" "));
    Set<String> numbers = numbers(bounded);
    Set<String> pay = posting.pay().known().map(Signer::pay).orElse(Set.of());
    return new Signature(
        posting.id(),
        posting.site().value(),
        posting.lifespan().firstSeen(),
        page(posting.url()),
        posting.employer().known().map(Employer::name).map(Employers::key).orElse(""),
        title(district.map(District::rest).orElse(title), own),
        traits.read(title, own),
        district.map(it -> Set.of(it.name())).orElseGet(() -> places(posting)),
        pay,
        posting.validThrough().known().map(Object::toString).orElse(""),
        posting.language().known().map(Locale::getLanguage).orElse(""),
        posting.about().intermediary().known().isPresent(),
        words.size(),
        shingles(words),
        hashes(words),
        rare(bounded, numbers),
        numbers);
  }

  /// The title's key without the posting's own places: they say where, not what.
  private String title(String title, Set<String> own) {
    List<String> kept = new ArrayList<>();
    for (String word : titles.key(title).split(" ", -1)) {
      if (!own.contains(word)) {
        kept.add(word);
      }
    }
    while (!kept.isEmpty() && BETWEEN.contains(kept.getLast())) {
      kept.removeLast();
    }
    return String.join(" ", kept).strip();
  }

  /// A part of a town, and the title without it.
  private record District(String name, String rest) {}

  /// Where a title says a part of one of the posting's own towns: "HH-Altona", "Berlin-Mitte".
  private static Optional<District> district(String title, Set<String> own) {
    Matcher district = DISTRICT.matcher(title);
    while (district.find()) {
      String town = Folded.words(district.group(1));
      if (own.contains(town) || own.contains(SHORT.getOrDefault(town, " "))) {
        String rest = title.substring(0, district.start()) + title.substring(district.end());
        return Optional.of(new District(Folded.words(district.group(2)), rest));
      }
    }
    return Optional.empty();
  }

  private static Set<String> places(Posting posting) {
    Set<String> places = new HashSet<>();
    for (Fact.Known<Place> location : posting.locations()) {
      Place place = location.value();
      String town = place.city() != null ? place.city() : place.region();
      places.add(
          Folded.words(town != null ? town : place.postalCode() != null ? place.postalCode() : "")
              + ","
              + (place.country() == null ? "" : place.country()));
    }
    return places;
  }

  private static Set<String> placeWords(Posting posting) {
    Set<String> words = new HashSet<>();
    for (Fact.Known<Place> location : posting.locations()) {
      words.addAll(Folded.list(location.evidence().quote()));
      @Nullable String city = location.value().city();
      if (city != null) {
        words.addAll(Folded.list(city));
      }
    }
    words.removeAll(Set.of("remote", "home", "office", "und", "and", "oder", "or"));
    return words;
  }

  /// Amounts as stated; somebody else's estimate says nothing.
  private static Set<String> pay(Pay pay) {
    Set<String> tokens = new HashSet<>();
    if (pay.basis() == Pay.Basis.STATED) {
      for (BigDecimal amount : java.util.Arrays.asList(pay.min(), pay.max())) {
        if (amount != null) {
          tokens.add(plain(amount) + " " + pay.currency() + "/" + pay.unit());
        }
      }
    }
    return tokens;
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static Set<String> numbers(String text) {
    Set<String> numbers = new HashSet<>();
    Matcher number = NUMBER.matcher(text);
    while (number.find() && numbers.size() < 200) {
      String written = number.group().replace(',', '.');
      if (written.length() >= 2) {
        numbers.add(plain(new BigDecimal(written)));
      }
    }
    return numbers;
  }

  /// Numbers with three significant digits, and names that are half number: meeting rooms, videos,
  /// forms.
  private static Set<String> rare(String text, Set<String> numbers) {
    Set<String> rare =
        numbers.stream()
            .filter(
                number -> number.replace(".", "").replaceAll("^0{1,9}|0{1,9}$", "").length() >= 3)
            .collect(Collectors.toCollection(HashSet::new));
    Matcher name = NAME.matcher(text);
    while (name.find() && rare.size() < 60) {
      String token = name.group().toLowerCase(Locale.ROOT);
      if (token.chars().filter(Character::isDigit).count() >= 3) {
        rare.add(token);
      }
    }
    return rare;
  }

  private static Hashes shingles(List<String> words) {
    int count = words.size() - IN_A_ROW + 1;
    if (count <= 0) {
      return Hashes.NONE;
    }
    int[] single = new int[words.size()];
    for (int i = 0; i < single.length; i++) {
      single[i] = words.get(i).hashCode();
    }
    int[] hashes = new int[count];
    for (int i = 0; i < count; i++) {
      long hash = 0;
      for (int j = 0; j < IN_A_ROW; j++) {
        hash = Mix.of(hash * 31 + single[i + j]);
      }
      hashes[i] = (int) (hash >>> 32);
    }
    return Hashes.of(hashes, count);
  }

  private static Hashes hashes(List<String> words) {
    int[] hashes = new int[words.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = words.get(i).hashCode();
    }
    return Hashes.of(hashes, hashes.length);
  }

  /// An address without scheme, `www.`, fragment and what changes from visit to visit.
  static String page(URI url) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : VISIT.matcher(url.getRawQuery()).replaceAll("");
    String kept =
        java.util.Arrays.stream(query.split("&", -1))
            .filter(part -> !part.isEmpty())
            .sorted()
            .collect(Collectors.joining("&"));
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return (host.startsWith("www.") ? host.substring(4) : host)
        + bare
        + (kept.isEmpty() ? "" : "?" + kept);
  }
}
