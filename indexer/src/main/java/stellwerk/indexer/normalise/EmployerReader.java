package stellwerk.indexer.normalise;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;

/// Reads who offers the job.
final class EmployerReader {
  /// What sites write where they do not know or do not say.
  private static final Set<String> NOBODY =
      Set.of(
          "none",
          "null",
          "nan",
          "n/a",
          "na",
          "-",
          "–",
          "unknown",
          "unbekannt",
          "undefined",
          "confidential",
          "vertraulich",
          "anonym",
          "chiffre",
          "keine angabe",
          "k.a.",
          "k. a.",
          "company",
          "firma",
          "test");

  Fact<Employer> read(RawPosting raw) {
    for (Words words : raw.all(RawField.EMPLOYER)) {
      String name = PlainText.line(words.text());
      if (name.isEmpty() || name.length() > 200 || NOBODY.contains(name.toLowerCase(Locale.ROOT))) {
        continue;
      }
      return Fact.known(new Employer(name, url(raw)), Quotes.field(words, Confidence.HIGH));
    }
    return Fact.unstated();
  }

  private static @Nullable String url(RawPosting raw) {
    return raw.all(RawField.EMPLOYER_URL).stream()
        .map(words -> words.text().strip())
        .filter(EmployerReader::isWeb)
        .findFirst()
        .orElse(null);
  }

  private static boolean isWeb(String address) {
    if (!address.startsWith("https://") && !address.startsWith("http://")) {
      return false;
    }
    try {
      return URI.create(address).getHost() != null;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
