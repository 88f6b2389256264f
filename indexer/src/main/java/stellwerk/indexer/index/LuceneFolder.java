package stellwerk.indexer.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the writer over a directory: with what it holds, if that was made by the same fields and
/// chains, else empty, so that it is filled again from change 0.
///
/// @param writer open; its owner closes it, then the directory
/// @param number of the last change that the directory holds; 0 when empty
record LuceneFolder(Directory directory, IndexWriter writer, long number) {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneFolder.class);
  private static final double BUFFER_MEGABYTES = 128;
  private static final long MERGE_AT_REFRESH_MILLIS = 100;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  static final String CHANGE = "change";
  private static final String FIELDS = "fields";
  private static final String ANALYSIS = "analysis";
  private static final String PROGRAM = "program";

  /// Opens a folder on disk; a damaged one is set aside, for an index can always be filled again.
  static LuceneFolder at(Path folder, Analysers analysers, InstantSource clock) {
    try {
      return onDisk(folder, analysers);
    } catch (LockObtainFailedException e) {
      throw new IndexException(
          IndexException.Kind.IN_USE,
          "opening the index "
              + folder
              + " failed: another process holds it; stop that one, or give this one another"
              + " address",
          e);
    } catch (IOException | IllegalArgumentException | IllegalStateException damage) {
      if (!isDamage(damage)) {
        throw new IndexException("opening the index " + folder + " failed", damage);
      }
      Path aside = setAside(folder, clock, damage);
      LOG.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("aside", aside)
          .setCause(damage)
          .log("index is damaged, set aside and begun again");
      try {
        return onDisk(folder, analysers);
      } catch (IOException e) {
        throw new IndexException("opening a new index at " + folder + " failed", e);
      }
    }
  }

  /// What is written beside every commit.
  static Map<String, String> note(Analysers analysers, long number) {
    String program = LuceneFolder.class.getPackage().getImplementationVersion();
    return Map.of(
        CHANGE, Long.toString(number),
        FIELDS, Analysers.digest(LuceneFields.SHAPE),
        ANALYSIS, analysers.hash(),
        PROGRAM, program == null ? "unreleased" : program);
  }

  static LuceneFolder over(Directory directory, Analysers analysers) throws IOException {
    Map<String, String> found =
        DirectoryReader.indexExists(directory)
            ? SegmentInfos.readLatestCommit(directory).getUserData()
            : Map.of();
    Map<String, String> wanted = note(analysers, 0);
    boolean same =
        Objects.equals(wanted.get(FIELDS), found.get(FIELDS))
            && Objects.equals(wanted.get(ANALYSIS), found.get(ANALYSIS))
            && found.get(CHANGE) != null;
    if (!same && !found.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("found", found)
          .addKeyValue("wanted", wanted)
          .log("index was made by other fields or word lists, emptied to be filled again");
    }
    IndexWriterConfig config =
        new IndexWriterConfig(analysers.byField())
            .setIndexSort(LuceneFields.ORDER)
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setUseCompoundFile(false)
            .setMaxFullFlushMergeWaitMillis(MERGE_AT_REFRESH_MILLIS)
            .setOpenMode(
                same ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE);
    IndexWriter writer = new IndexWriter(directory, config);
    return new LuceneFolder(
        directory, writer, same ? Long.parseLong(found.getOrDefault(CHANGE, "0")) : 0);
  }

  private static LuceneFolder onDisk(Path folder, Analysers analysers) throws IOException {
    Files.createDirectories(folder);
    Directory directory = FSDirectory.open(folder);
    try {
      LuceneFolder opened = over(directory, analysers);
      checked(opened);
      return opened;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /// Missing or cut files show only when a reader opens them.
  private static void checked(LuceneFolder opened) throws IOException {
    try {
      DirectoryReader.open(opened.writer).close();
    } catch (IOException | RuntimeException e) {
      opened.writer.rollback();
      throw e;
    }
  }

  /// A full disk or a missing permission is no damage: nothing would be won by beginning again.
  private static boolean isDamage(Exception e) {
    return switch (e) {
      case CorruptIndexException _,
          IndexFormatTooNewException _,
          IndexFormatTooOldException _,
          IndexNotFoundException _,
          EOFException _,
          FileNotFoundException _,
          NoSuchFileException _ ->
          true;
      case IOException _ -> false;
      default -> true;
    };
  }

  private static Path setAside(Path folder, InstantSource clock, Exception damage) {
    Path aside =
        folder.resolveSibling(folder.getFileName() + ".damaged-" + STAMP.format(clock.instant()));
    try {
      return Files.move(folder, aside);
    } catch (IOException e) {
      e.addSuppressed(damage);
      throw new IndexException(
          "the index " + folder + " is damaged and could not be moved to " + aside,
          new UncheckedIOException(e));
    }
  }
}
