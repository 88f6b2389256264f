package stellwerk.crawler.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
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

/// Walks through the pages of WARC files, one page in memory at a time. What a crash cut at the end
/// of a file was never acknowledged: it ends that file, with a word in the log. Not thread-safe.
final class WarcPages implements Iterator<Fetched.Page>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WarcPages.class);

  private final Iterator<Path> files;
  private @Nullable Path file;
  private @Nullable WarcReader reader;
  private Fetched.@Nullable Page next;

  private WarcPages(List<Path> files) {
    this.files = files.iterator();
  }

  /// The pages of files, in order; close the stream.
  static Stream<Fetched.Page> of(List<Path> files) {
    WarcPages pages = new WarcPages(files);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(pages::close);
  }

  @Override
  public boolean hasNext() {
    while (next == null && (reader != null || files.hasNext())) {
      try {
        WarcReader open = reader == null ? open(files.next()) : reader;
        next = read(open);
        if (next == null) {
          close();
        }
      } catch (IOException | UncheckedIOException cut) {
        log.atWarn().addKeyValue("file", file).setCause(cut).log("archive file ends early");
        close();
      }
    }
    return next != null;
  }

  @Override
  public Fetched.Page next() {
    Fetched.Page page = hasNext() ? next : null;
    if (page == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return page;
  }

  private WarcReader open(Path path) throws IOException {
    file = path;
    WarcReader opened = new WarcReader(path);
    reader = opened;
    return opened;
  }

  @Override
  public void close() {
    WarcReader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static Fetched.@Nullable Page read(WarcReader reader) throws IOException {
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
