package stellwerk.indexer;

import java.time.LocalDate;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Reads raw postings into postings. Pure and thread-safe.
public interface PostingReader {
  /// Takes out what must not be kept: people's names, mail addresses and telephone numbers.
  RawPosting redact(RawPosting raw);

  /// Reads a posting's facts.
  ///
  /// @param today what "today" and "3 days ago" mean in the raw words: the day on which they came
  Posting read(RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today);
}
