package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Eligibility.Answer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Remote;

/// Reads whether people in Germany can take the job (`normalisation.md` §4.2): from the countries
/// that applicants must live in, else from where the work is done.
final class EligibilityReader {
  private static final Set<String> WITH_GERMANY = Set.of("DE", "DACH", "EU", "EUROPE", "WORLD");
  private static final Pattern REMOTE_IN =
      Pattern.compile(
          "remote\\b\\s?(?:work |position |role |job )?(?:\\(|[-–:,|]|in|within|from|aus|innerhalb|\\b)\\s?([^)]{2,160})",
          Pattern.CASE_INSENSITIVE);
  private static final Clauses STEMS =
      Clauses.of(
          "based in",
          "reside in",
          "resident of",
          "residing in",
          "residents of",
          "located in",
          "live in",
          "living in",
          "wohnsitz in",
          "wohnhaft in",
          "lebst in",
          "leben in",
          "ansässig in",
          "open to candidates",
          "open to appli",
          "open to freelancers",
          "open to residents",
          "open to people",
          "open to contributors",
          "only accept",
          "eligible to work in",
          "authorized to work in",
          "authorised to work in",
          "right to work in",
          "work from anywhere",
          "anywhere in the world",
          "weltweit",
          "worldwide",
          "steuerlicher wohnsitz",
          "arbeitserlaubnis für",
          "arbeitserlaubnis in",
          "work authorization in",
          "remote (",
          "remote -",
          "remote –",
          "remote in",
          "remote from",
          "remote aus",
          "remote within");
  private static final Expression REMOTE_FROM =
      Expression.of(
          "\\bremote\\s?(?:\\(|[-–]|in|within|from|aus|innerhalb)\\s?([^)]{2,100})",
          Pattern.CASE_INSENSITIVE);
  private static final Expression CLAUSE =
      Expression.of(
          "(?:(?:you|candidates?|applicants?|must|be|only|currently|are|is|people|freelancers?|contributors?|anyone).{0,50}?\\b(?:based|reside|resident|residing|residents|located|live|living) (?:in|of)"
              + "|(?:wohnsitz|wohnhaft|lebst|leben|ansässig) (?:derzeit |aktuell )?in|open to (?:candidates|applicants|applications|freelancers|residents|people|contributors) (?:in|from|of|based in|located in|living in|residing in)|only accept\\w{0,3}.{0,30} (?:from|in)"
              + "|(?:work|working|live|living|located|based) (?:from )?anywhere (?:in|within)|(?:eligible|authori[sz]ed|right) to work in|arbeitserlaubnis (?:für|in)|work authori[sz]ation in)\\s(.{2,120})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Expression WORLD =
      Expression.of(
          "work from anywhere(?: in the world|(?! (?:in|within)\\b))|anywhere in the world|\\bremote\\w{0,3}.{0,15}\\b(?:weltweit|worldwide)|\\b(?:weltweit|worldwide).{0,3}\\bremote|(?:open to|hiring|available|offen für).{0,30}\\b(?:weltweit|worldwide)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SPLIT =
      Pattern.compile("[,;/|()&\\n]|\\s(?:und|oder|and|or|sowie|-|–)\\s");

  /// @param places what [PlaceReader] read
  /// @param remote what [RemoteReader] read
  Fact<Eligibility> read(RawPosting raw, PostingText text, Places places, Fact<Remote> remote) {
    return required(raw)
        .or(() -> labelled(raw))
        .or(() -> said(text))
        .or(() -> fromPlaces(places, remote))
        .orElse(Fact.unstated());
  }

  private static Optional<Fact<Eligibility>> required(RawPosting raw) {
    Set<String> countries = new LinkedHashSet<>();
    List<Words> named = raw.all(RawField.APPLICANT_LOCATION);
    for (Words words : named) {
      countries.addAll(countries(PlainText.line(words.text())));
    }
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Words first = named.getFirst();
    return Optional.of(
        countries.isEmpty()
            ? Fact.unreadable(Quotes.field(first, Confidence.MEDIUM))
            : Fact.known(eligibility(countries), Quotes.field(first, Confidence.HIGH)));
  }

  private static Optional<Fact<Eligibility>> labelled(RawPosting raw) {
    List<Words> fields = new ArrayList<>(raw.all(RawField.LOCATION));
    fields.addAll(raw.all(RawField.TITLE));
    for (Words words : fields) {
      String line = PlainText.line(words.text());
      Matcher remote = REMOTE_IN.matcher(line.length() > 400 ? line.substring(0, 400) : line);
      if (remote.find()) {
        Set<String> countries = leading(remote.group(1));
        if (!countries.isEmpty()) {
          String quote =
              words.text().contains(remote.group().strip()) ? remote.group().strip() : words.text();
          return Optional.of(
              Fact.known(eligibility(countries), Quotes.field(words, quote, Confidence.HIGH)));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Fact<Eligibility>> said(PostingText text) {
    List<Fact<Eligibility>> found = new ArrayList<>();
    STEMS.around(
        text.searched(),
        clause -> {
          int from = clause.from();
          Expression.Search must = CLAUSE.matcher(clause);
          Expression.Search world = WORLD.matcher(clause);
          Expression.Search remote = REMOTE_FROM.matcher(clause);
          boolean named = must.find();
          boolean away = !named && remote.find();
          if (named || away) {
            Expression.Search said = named ? must : remote;
            Set<String> countries = leading(said.group(1));
            if (!countries.isEmpty()) {
              found.add(
                  Fact.known(
                      eligibility(countries),
                      Quotes.description(
                          text, from + said.start(), from + said.end(), Confidence.HIGH)));
            }
          } else if (world.find()) {
            found.add(
                Fact.known(
                    eligibility(Set.of("WORLD")),
                    Quotes.description(
                        text, from + world.start(), from + world.end(), Confidence.MEDIUM)));
          }
        });
    return found.stream().findFirst();
  }

  /// Where neither says it, the office does: a job in a German office is open to people in Germany;
  /// one in an office elsewhere is not, unless it is done remotely, and then nobody knows.
  private static Optional<Fact<Eligibility>> fromPlaces(Places places, Fact<Remote> remote) {
    Set<String> countries = new LinkedHashSet<>();
    for (Fact.Known<Place> place : places.known()) {
      if (place.value().country() != null) {
        countries.add(place.value().country());
      }
    }
    if (countries.isEmpty()) {
      return Optional.empty();
    }
    Evidence first = places.known().getFirst().evidence();
    boolean away = places.remote() || remote.known().filter(Remote.REMOTE::equals).isPresent();
    if (countries.contains("DE")) {
      Evidence evidence = Evidence.derived(first.quote(), Confidence.MEDIUM, first.at());
      return Optional.of(Fact.known(new Eligibility(Answer.YES, Set.of()), evidence));
    }
    Evidence evidence =
        Evidence.derived(first.quote(), away ? Confidence.LOW : Confidence.MEDIUM, first.at());
    return Optional.of(
        Fact.known(new Eligibility(away ? Answer.UNCLEAR : Answer.NO, Set.of()), evidence));
  }

  private static Eligibility eligibility(Set<String> countries) {
    boolean germany = countries.stream().anyMatch(WITH_GERMANY::contains);
    return new Eligibility(germany ? Answer.YES : Answer.NO, countries);
  }

  /// The countries that a field names; a region stands for its country.
  private static Set<String> countries(String list) {
    Set<String> countries = new LinkedHashSet<>();
    String words = list.length() > 2_000 ? list.substring(0, 2_000) : list;
    for (String part : SPLIT.split(words, 60)) {
      PlaceNames.country(clean(part)).ifPresent(countries::add);
      PlaceNames.region(part).ifPresent(region -> countries.add(region.substring(0, 2)));
    }
    if (countries.isEmpty()) {
      PlaceNames.country(clean(words)).ifPresent(countries::add);
    }
    return countries;
  }

  /// The countries at the beginning of words that go on with something else: "Germany or Austria to
  /// be considered".
  private static Set<String> leading(String words) {
    Set<String> countries = new LinkedHashSet<>();
    for (String part : SPLIT.split(words, 30)) {
      String[] all = clean(part).split("\\s", 8);
      Optional<String> named = Optional.empty();
      for (int n = Math.min(4, all.length); n >= 1 && named.isEmpty(); n--) {
        named = PlaceNames.country(String.join(" ", List.of(all).subList(0, n)));
      }
      if (named.isEmpty()) {
        break;
      }
      countries.add(named.get());
    }
    return countries;
  }

  private static String clean(String part) {
    String words = TextRepair.tidy(part.replace("*", " "));
    words =
        words.replaceFirst(
            "(?i)^(?:the|in|within|from|one of|der|den|only|nur|any country in|remote|europa,?|eine?m? land der|germany-wide) (?=\\S)",
            "");
    words =
        words.replaceFirst("(?i)\\s(?:only|nur|based|or similar|region|remote|time ?zones?)$", "");
    while (!words.isEmpty() && ".:!–-".indexOf(words.charAt(words.length() - 1)) >= 0) {
      words = words.substring(0, words.length() - 1).stripTrailing();
    }
    return words;
  }
}
