package stellwerk.crawler.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;

/// An archive of WARC files (ISO 28500): `<folder>/<site>/<crawl>.warc.gz`, one gzip member a
/// record, readable by any WARC tool.
///
/// Every page is forced to the disk before [#keep] returns. A crawl that goes on after a crash goes
/// on in a further part (`<crawl>.2.warc.gz`), so a record that the crash cut spoils nothing behind
/// it. Thread-safe.
public final class WarcArchive implements Archive {
  private static final Pattern FILE = Pattern.compile("(c_[^.]+)(?:\\.(\\d{1,9}))?\\.warc\\.gz");

  private final Path folder;
  private final Map<CrawlId, Part> parts = new ConcurrentHashMap<>();

  public WarcArchive(Path folder) {
    this.folder = folder;
  }

  @Override
  public void keep(SiteId site, CrawlId crawl, Fetched.Page page) {
    Part part = parts.computeIfAbsent(crawl, _ -> new Part(site, crawl));
    try {
      part.append(WarcRecords.write(page), page.at());
    } catch (IOException failure) {
      parts.remove(crawl, part);
      throw new ArchiveException(
          "keeping " + page.url() + " in the archive of crawl " + crawl + " failed", failure);
    }
  }

  @Override
  public Stream<Fetched.Page> pages(SiteId site, CrawlId crawl) {
    List<Path> files =
        files(site).stream()
            .filter(file -> crawlOf(file).equals(crawl))
            .sorted(Comparator.comparingInt(WarcArchive::partOf))
            .toList();
    return WarcPages.of(files);
  }

  @Override
  public Stream<CrawlId> crawls(SiteId site) {
    return files(site).stream().map(WarcArchive::crawlOf).distinct().sorted(BY_START);
  }

  @Override
  public int prune(Instant olderThan) {
    int pruned = 0;
    try (Stream<Path> sites = Files.list(folder)) {
      for (Path site : sites.filter(Files::isDirectory).toList()) {
        SiteId id = new SiteId(site.getFileName().toString());
        for (CrawlId crawl : crawls(id).toList()) {
          List<Path> files =
              files(id).stream().filter(file -> crawlOf(file).equals(crawl)).toList();
          if (lastWrite(files).isBefore(olderThan)) {
            for (Path file : files) {
              Files.deleteIfExists(file);
            }
            parts.remove(crawl);
            pruned++;
          }
        }
      }
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException failure) {
      throw new ArchiveException("pruning the archive in " + folder + " failed", failure);
    }
    return pruned;
  }

  private static Instant lastWrite(List<Path> files) throws IOException {
    Instant last = Instant.MIN;
    for (Path file : files) {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      last = written.isAfter(last) ? written : last;
    }
    return last;
  }

  /// The name of a crawl begins with its start, and a second one of the same second is longer.
  private static final Comparator<CrawlId> BY_START =
      Comparator.comparing(
              (CrawlId crawl) -> crawl.value().substring(0, Math.min(17, crawl.value().length())))
          .thenComparingInt(crawl -> crawl.value().length())
          .thenComparing(CrawlId::value);

  private List<Path> files(SiteId site) {
    try (Stream<Path> all = Files.list(folder.resolve(site.value()))) {
      return all.filter(file -> FILE.matcher(file.getFileName().toString()).matches()).toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException failure) {
      throw new ArchiveException("listing the archive of site " + site + " failed", failure);
    }
  }

  private static CrawlId crawlOf(Path file) {
    return new CrawlId(matched(file).group(1));
  }

  private static int partOf(Path file) {
    String part = matched(file).group(2);
    return part == null ? 1 : Integer.parseInt(part);
  }

  private static Matcher matched(Path file) {
    Matcher name = FILE.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("no file of the archive: " + file);
    }
    return name;
  }

  @Override
  public void close() {
    parts.clear();
  }

  /// The file into which this process writes one crawl.
  private final class Part {
    private final Path directory;
    private final CrawlId crawl;
    private boolean begun;
    private Path file;

    Part(SiteId site, CrawlId crawl) {
      this.directory = folder.resolve(site.value());
      this.crawl = crawl;
      this.file = directory.resolve(crawl + ".warc.gz");
    }

    synchronized void append(byte[] records, Instant at) throws IOException {
      if (!begun) {
        begin();
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
        WarcRecords.writeAll(channel, records);
        channel.force(false);
      }
      // The time of the last page, by which it is pruned.
      Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private void begin() throws IOException {
      Files.createDirectories(directory);
      for (int part = 2; Files.exists(file); part++) {
        file = directory.resolve(crawl + "." + part + ".warc.gz");
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        WarcRecords.writeAll(channel, WarcRecords.info(file.getFileName().toString()));
        channel.force(true);
      }
      // The new name itself must survive a power cut, too.
      try (FileChannel listing = FileChannel.open(directory, StandardOpenOption.READ)) {
        listing.force(true);
      }
      begun = true;
    }
  }
}
