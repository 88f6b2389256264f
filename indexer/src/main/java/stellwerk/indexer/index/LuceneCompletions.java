package stellwerk.indexer.index;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps suggestions at hand: made at the first question, so that no start waits for them, and made
/// again for a newer state. Where that takes long it happens aside, and for a twentieth of the time
/// at most, while the former ones serve. Thread-safe.
final class LuceneCompletions {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneCompletions.class);
  private static final long QUICK_NANOS = 20_000_000;
  private static final int SHARE = 20;

  /// @param state by its reader's name; the reader itself must not be kept alive
  private record Made(Object state, LuceneSuggestions suggestions, long at, long took) {}

  private final AtomicBoolean making = new AtomicBoolean();
  private volatile @Nullable Made last;

  /// The suggestions of a state, or of one shortly before it.
  LuceneSuggestions of(LuceneState state) throws IOException {
    Made known = last;
    if (known == null) {
      return first(state);
    }
    if (known.state() == name(state)) {
      return known.suggestions();
    }
    if (known.took() < QUICK_NANOS) {
      return make(state).suggestions();
    }
    if (System.nanoTime() - known.at() > SHARE * known.took()
        && making.compareAndSet(false, true)) {
      aside(state);
    }
    return known.suggestions();
  }

  private synchronized LuceneSuggestions first(LuceneState state) throws IOException {
    Made known = last;
    return known == null ? make(state).suggestions() : known.suggestions();
  }

  private void aside(LuceneState state) {
    IndexReader reader = state.getIndexReader();
    reader.incRef();
    Thread.ofVirtual()
        .name("index-suggestions")
        .start(() -> {
          try {
            make(state);
            reader.decRef();
          } catch (IOException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("suggestions could not be made anew");
          } finally {
            making.set(false);
          }
        });
  }

  private Made make(LuceneState state) throws IOException {
    long begun = System.nanoTime();
    LuceneSuggestions suggestions = new LuceneSuggestions(state);
    long ended = System.nanoTime();
    Made made = new Made(name(state), suggestions, ended, ended - begun);
    last = made;
    return made;
  }

  private static Object name(LuceneState state) {
    var helper = state.getIndexReader().getReaderCacheHelper();
    return helper == null ? state : helper.getKey();
  }
}
