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
import stellwerk.indexer.lifecycle.ChangeEvent;
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

    assertThat(outcome.read()).isEqualTo(5);
    assertThat(outcome.changed()).isEqualTo(1);
    assertThat(outcome.failed()).isEqualTo(1);
    assertThat(outcome.byField())
        .isEqualTo(
            Map.of(
                "title",
                new Rebuild.FieldChanges(
                    1,
                    0,
                    0,
                    new Rebuild.Example(
                        before.id(),
                        new ChangeEvent.Difference("KI-Trainer 1", "KI-Trainer/in"),
                        "KI-Trainer/in"))));
    assertThat(it.eventsAfter(number)).isEqualTo(List.of("Changed"));
    assertThat(it.posting("k1").title().known()).contains("KI-Trainer/in");
    assertThat(it.posting("k1").lifespan()).isEqualTo(before.lifespan());
    assertThat(it.posting("k4").lifespan().active()).isFalse();
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    long number = it.number();

    List<PostingId> told = new java.util.ArrayList<>();
    Rebuild.Outcome outcome = rebuild(better()).postings(true, (id, _) -> told.add(id));

    assertThat(outcome.byField()).containsOnlyKeys("title");
    assertThat(told).containsExactly(it.posting("k1").id());
    assertThat(it.number()).isEqualTo(number);
    assertThat(it.posting("k1").title().known()).contains("KI-Trainer 1");
  }

  @Test
  void whatWasReadAgainDiffersNoMore() {
    rebuild(better()).postings(false);

    assertThat(rebuild(better()).postings(true).changed()).isZero();
  }
}
