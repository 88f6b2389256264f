package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.IntakeHarness.Found;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

class RebuildTest {
  @TempDir Path folder;
  private IntakeHarness it;

  @BeforeEach
  void aSiteThatWasCrawledTwice() {
    it = new IntakeHarness(folder);
    it.complete(Found.numbered(0, 5));
    it.daysLater(1);
    it.complete(Found.numbered(0, 4));
    it.daysLater(1);
  }

  @AfterEach
  void close() {
    it.close();
  }

  private Rebuild rebuild(PostingReader reader) {
    return new Rebuild(it.stores.postings(), reader, it::vacancy, it.clock);
  }

  /// A reader that has learned something about one posting, and cannot read another any more.
  private static PostingReader better() {
    PlainReader plain = new PlainReader();
    return new PostingReader() {
      @Override
      public RawPosting redact(RawPosting raw) {
        return raw;
      }

      @Override
      public Posting read(
          RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today) {
        if (raw.key().equals("k2")) {
          throw new IllegalArgumentException("no longer read");
        }
        RawPosting words =
            raw.key().equals("k1") ? PlainReader.raw("klinik", "k1", "KI-Trainer/in") : raw;
        assertThat(today).isEqualTo(LocalDate.parse("2026-11-22"));
        return plain.read(words, id, vacancy, lifespan, today);
      }
    };
  }

  @Test
  void readingAgainWithTheSameReaderChangesNothing() {
    long number = it.number();

    Rebuild.Outcome outcome = rebuild(new PlainReader()).postings(false);

    assertThat(outcome.read()).isEqualTo(5);
    assertThat(outcome.changed()).isZero();
    assertThat(outcome.failed()).isZero();
    assertThat(it.number()).isEqualTo(number);
  }

  @Test
  void aBetterReaderChangesFactsAndLeavesLifespans() {
    Posting before = it.posting("k1");
    long number = it.number();

    Rebuild.Outcome outcome = rebuild(better()).postings(false);

    assertThat(outcome)
        .isEqualTo(new Rebuild.Outcome(5, 1, 1, new java.util.TreeMap<>(Map.of("title", 1))));
    assertThat(it.eventsAfter(number)).isEqualTo(List.of("Changed"));
    assertThat(it.posting("k1").title().known()).contains("KI-Trainer/in");
    assertThat(it.posting("k1").lifespan()).isEqualTo(before.lifespan());
    assertThat(it.posting("k4").lifespan().active()).isFalse();
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    long number = it.number();

    Rebuild.Outcome outcome = rebuild(better()).postings(true);

    assertThat(outcome.byField()).containsExactly(Map.entry("title", 1));
    assertThat(it.number()).isEqualTo(number);
    assertThat(it.posting("k1").title().known()).contains("KI-Trainer 1");
  }
}
