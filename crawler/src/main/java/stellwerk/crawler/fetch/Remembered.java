package stellwerk.crawler.fetch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known from the last time the same question was answered, so that an unchanged answer
/// need not be read again.
///
/// @param etag validator of the answer; null if the server gave none
/// @param lastModified validator of the answer, as written; null if none
/// @param digest SHA-256 of the body, hexadecimal
/// @param reader name and version of the adapter that read it; another reader must read again
/// @param keys the postings' keys that were read from it, quarantined ones included
/// @param follow the requests that followed from it
/// @param declared the total that it declared; null if none
/// @param closed words of the page that say that a job is closed, by the job's page; an unchanged
///   page says them again
public record Remembered(
    @Nullable String etag,
    @Nullable String lastModified,
    String digest,
    String reader,
    Set<String> keys,
    List<Request> follow,
    @Nullable Integer declared,
    Instant at,
    Map<String, String> closed) {
  /// An answer that says of no job that it is closed.
  public Remembered(
      @Nullable String etag,
      @Nullable String lastModified,
      String digest,
      String reader,
      Set<String> keys,
      List<Request> follow,
      @Nullable Integer declared,
      Instant at) {
    this(etag, lastModified, digest, reader, keys, follow, declared, at, Map.of());
  }

  public Remembered {
    // Answers that were remembered before closing words were have none.
    closed = Map.copyOf(Objects.requireNonNullElse(closed, Map.of()));
    keys = Set.copyOf(keys);
    follow = List.copyOf(follow);
  }
}
