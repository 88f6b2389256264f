package stellwerk.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Readers;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.PostingReader;
import stellwerk.indexer.normalise.Gazetteer;
import stellwerk.indexer.normalise.Identity;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;

/// The whole reader chain, as the program puts it together.
final class Postings {
  static final Instant SEEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Lifespan LIFESPAN = new Lifespan(SEEN, SEEN, SEEN, null, null, 0);

  private final PostingReader reader =
      Readers.chain(
          Gazetteer.load(),
          Configuration.readingBeside(
              Path.of(System.getProperty("stellwerk.root", "."), "config", "stellwerk.yaml")));

  Posting read(RawPosting raw) {
    RawPosting clean = reader.redact(raw);
    String name = clean.site().value() + "/" + clean.key();
    return reader.read(
        clean, Identity.posting(clean.site(), clean.key()), Identity.vacancy(name), LIFESPAN, TODAY);
  }

  List<Posting> all(String corpus) {
    return Texts.of(corpus).stream().map(this::read).toList();
  }
}
