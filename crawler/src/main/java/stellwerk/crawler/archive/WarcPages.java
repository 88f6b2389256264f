package stellwerk.crawler.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.fetch.Fetched;

/// Walks through the pages of one WARC file. What a crash cut at its end was never acknowledged: it
/// ends the walk, with a word in the log. Not thread-safe.
final class WarcPages implements Iterator<Fetched.Page> {
  private static final Logger log = LoggerFactory.getLogger(WarcPages.class);

  private final Path file;
  private final WarcReader reader;
  private Fetched.@Nullable Page next;
  private boolean ended;

  private WarcPages(Path file, WarcReader reader) {
    this.file = file;
    this.reader = reader;
  }

  static Stream<Fetched.Page> open(Path file) {
    try {
      WarcReader reader = new WarcReader(file);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(
                  new WarcPages(file, reader), Spliterator.ORDERED | Spliterator.NONNULL),
              false)
          .onClose(() -> close(reader));
    } catch (IOException failure) {
      // Not even the first bytes of a record: cut at its very beginning.
      return cut(file, failure);
    }
  }

  private static Stream<Fetched.Page> cut(Path file, IOException failure) {
    log.atWarn().addKeyValue("file", file).setCause(failure).log("archive file ends early");
    return Stream.empty();
  }

  private static void close(WarcReader reader) {
    try {
      reader.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      try {
        next = read();
        ended = next == null;
      } catch (IOException | UncheckedIOException cut) {
        ended = true;
        log.atWarn().addKeyValue("file", file).setCause(cut).log("archive file ends early");
      }
    }
    return next != null;
  }

  @Override
  public Fetched.Page next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Fetched.Page page = next;
    next = null;
    return page;
  }

  private Fetched.@Nullable Page read() throws IOException {
    MessageHeaders asked = MessageHeaders.of();
    String body = "";
    for (Optional<WarcRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
      if (record.get() instanceof WarcRequest request) {
        asked = request.headers();
        body = new String(request.http().body().stream().readAllBytes(), StandardCharsets.UTF_8);
      } else if (record.get() instanceof WarcResponse response) {
        byte[] answered = response.http().body().stream().readAllBytes();
        long declared =
            Long.parseLong(response.http().headers().first("Content-Length").orElse("-1"));
        if (declared != answered.length) {
          throw new ParsingException(
              "body of " + response.target() + " has " + answered.length + " of " + declared);
        }
        return WarcRecords.page(asked, body, response, answered);
      }
    }
    return null;
  }
}
