package stellwerk.app.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.Configuration;
import stellwerk.crawler.adapter.kind.OfflineReader;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.indexer.PostingReader;
import stellwerk.indexer.normalise.Gazetteer;
import stellwerk.indexer.normalise.Identity;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.PostingId;

/// Reads saved responses with adapters and readers, without store, index or network.
public final class SavedPages {
  private final PostingReader reader;
  private final InstantSource clock;

  private SavedPages(PostingReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /// A reader with the occupations and words beside a configuration, if there are any.
  public static SavedPages reading(Path configuration) {
    Configuration.Reading beside = Configuration.readingBeside(configuration);
    return new SavedPages(Readers.chain(Gazetteer.load(), beside), InstantSource.system());
  }

  /// The same reader, at a time of its own.
  static SavedPages reading(PostingReader reader, InstantSource clock) {
    return new SavedPages(reader, clock);
  }

  /// Reads one saved response.
  public OfflineReader.Result harvest(
      Path file, @Nullable String kind, @Nullable URI url, @Nullable String contentType)
      throws IOException {
    String type = contentType == null ? typeOf(file) : contentType;
    return OfflineReader.read(Files.readAllBytes(file), kind, url, type, clock.instant());
  }

  private static @Nullable String typeOf(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> type :
        List.of(
            Map.entry(".html", "text/html"),
            Map.entry(".htm", "text/html"),
            Map.entry(".json", "application/json"),
            Map.entry(".xml", "application/xml"),
            Map.entry(".rss", "application/rss+xml"),
            Map.entry(".atom", "application/atom+xml"))) {
      if (name.endsWith(type.getKey())) {
        return type.getValue();
      }
    }
    return null;
  }

  /// A raw posting, read, as the API writes it.
  public Map<String, @Nullable Object> document(RawPosting raw, boolean evidence) {
    Instant now = clock.instant();
    PostingId id = Identity.posting(raw.site(), raw.key());
    return PostingDocuments.whole(
        reader.read(
            reader.redact(raw),
            id,
            Identity.vacancy(id.value()),
            new Lifespan(now, now, now, null, null, 0),
            LocalDate.ofInstant(now, Schedule.BERLIN)),
        evidence);
  }
}
