package stellwerk.app.wiring;

import java.time.LocalDate;
import java.util.function.Supplier;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.PostingReader;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// A reader that is put together when the first posting comes: whoever only searches never waits
/// for it.
final class LateReader implements PostingReader {
  private final Supplier<PostingReader> reader;

  LateReader(Supplier<PostingReader> reader) {
    this.reader = reader;
  }

  @Override
  public RawPosting redact(RawPosting raw) {
    return reader.get().redact(raw);
  }

  @Override
  public Posting read(
      RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today) {
    return reader.get().read(raw, id, vacancy, lifespan, today);
  }
}
