package stellwerk.indexer.normalise;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;

/// Reads the employer's sector (`normalisation.md` §4.6): from who the employer is, or from words
/// that name the sector; never from what the job is about.
final class SectorReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final int LONGEST = 120;
  private static final Expression LABEL =
      Expression.of(
          "^[\\s•*-]{0,4}(?:Branche|Industry|Sector|Wirtschaftszweig)\\s?:\\s?(?<words>[^\\n]{2,60})",
          FLAGS);
  private static final Expression BRANCH =
      Expression.of("(?<!\\w)(?<words>[\\p{L}-]{2,30}?)-?(?:branche|sektor)(?!\\w)", FLAGS);

  private final List<Sector> sectors =
      TableFile.rows("sectors.tsv").stream().map(Sector::of).toList();

  /// A sector with the employers that are known to be in it, and the words that name it.
  private record Sector(String id, Pattern employers, Pattern words) {
    static Sector of(List<String> row) {
      return new Sector(row.get(0), pattern(row.get(2)), pattern(row.get(3)));
    }

    private static Pattern pattern(String words) {
      return Pattern.compile(words.isEmpty() ? "(?!)" : "(?<!\\w)(?:" + words + ")(?!\\w)", FLAGS);
    }
  }

  Fact<String> read(RawPosting raw, List<Stretch> stretches) {
    Optional<Words> employer = raw.first(RawField.EMPLOYER);
    if (employer.isPresent()) {
      String name = PlainText.line(employer.get().text());
      for (Sector sector : sectors) {
        if (name.length() <= LONGEST && sector.employers().matcher(name).find()) {
          return Fact.known(
              sector.id(), Evidence.derived(name, Confidence.MEDIUM, employer.get().at()));
        }
      }
    }
    for (Words words : raw.all(RawField.INDUSTRY)) {
      String said = PlainText.line(words.text());
      Optional<String> id = said.length() <= LONGEST ? named(said) : Optional.empty();
      if (id.isPresent()) {
        return Fact.known(id.get(), Quotes.field(words, Confidence.HIGH));
      }
    }
    for (Stretch stretch : stretches) {
      Expression.Search label = LABEL.matcher(stretch.span());
      if (stretch.field() == null && label.find()) {
        Optional<String> id = named(label.group("words"));
        if (id.isPresent()) {
          return Fact.known(id.get(), stretch.evidence(label));
        }
      }
    }
    return branch(stretches);
  }

  private Fact<String> branch(List<Stretch> stretches) {
    for (Stretch stretch : stretches) {
      if (stretch.kind() != PostingText.Kind.EMPLOYER) {
        continue;
      }
      Expression.Search branch = BRANCH.matcher(stretch.span());
      while (branch.find()) {
        Optional<String> id = named(branch.group("words"));
        if (id.isPresent()) {
          return Fact.known(id.get(), stretch.evidence(branch));
        }
      }
    }
    return Fact.unstated();
  }

  private Optional<String> named(String words) {
    return sectors.stream()
        .filter(sector -> sector.words().matcher(words).find())
        .map(Sector::id)
        .findFirst();
  }
}
