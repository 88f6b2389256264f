package stellwerk.indexer.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens writers as all of them are set, and tells what a commit says of itself.
final class LuceneWriters {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneWriters.class);
  private static final double BUFFER_MEGABYTES = 128;
  private static final long MERGE_AT_REFRESH_MILLIS = 100;

  private static final String CHANGE = "change";
  private static final String FIELDS = "fields";
  private static final String ANALYSIS = "analysis";
  private static final String PROGRAM = "program";

  private LuceneWriters() {}

  /// An open writer.
  ///
  /// @param number of the last change that the directory holds; 0 when empty
  /// @param outdated whether what it holds was made by other chains or word lists, and can only
  ///   serve until it is replaced
  record Opened(IndexWriter writer, long number, boolean outdated) {}

  /// What is written beside every commit.
  static Map<String, String> note(Analysers analysers, long number) {
    String program = LuceneWriters.class.getPackage().getImplementationVersion();
    return Map.of(
        CHANGE, Long.toString(number),
        FIELDS, Analysers.digest(LuceneFields.SHAPE),
        ANALYSIS, analysers.hash(),
        PROGRAM, program == null ? "unreleased" : program);
  }

  /// Opens a writer over a directory, with what it holds if its fields are ours, else empty. Files
  /// that are missing or cut show here, not at the first search.
  static Opened open(Directory directory, Analysers analysers) throws IOException {
    Map<String, String> found =
        DirectoryReader.indexExists(directory)
            ? SegmentInfos.readLatestCommit(directory).getUserData()
            : Map.of();
    Map<String, String> ours = note(analysers, 0);
    boolean kept = Objects.equals(ours.get(FIELDS), found.get(FIELDS)) && found.get(CHANGE) != null;
    boolean outdated = kept && !Objects.equals(ours.get(ANALYSIS), found.get(ANALYSIS));
    if (outdated || (!kept && !found.isEmpty())) {
      LOG.atInfo()
          .addKeyValue("found", found)
          .addKeyValue("ours", ours)
          .log(
              outdated
                  ? "index was made by other word lists and serves until it is built anew"
                  : "index was made by other fields and is filled again");
    }
    IndexWriterConfig config =
        new IndexWriterConfig(analysers.byField())
            .setIndexSort(LuceneFields.ORDER)
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setUseCompoundFile(false)
            .setMaxFullFlushMergeWaitMillis(MERGE_AT_REFRESH_MILLIS)
            .setOpenMode(
                kept ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE);
    IndexWriter writer = new IndexWriter(directory, config);
    try {
      DirectoryReader.open(writer).close();
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
    long number = kept ? Long.parseLong(found.getOrDefault(CHANGE, "0")) : 0;
    return new Opened(writer, number, outdated);
  }

  /// Whether files are broken. A full disk or a missing permission is no damage: nothing would be
  /// won by beginning again.
  static boolean isDamage(Throwable e) {
    return switch (e) {
      case CorruptIndexException _,
          IndexFormatTooNewException _,
          IndexFormatTooOldException _,
          IndexNotFoundException _,
          EOFException _,
          FileNotFoundException _,
          NoSuchFileException _ ->
          true;
      case AlreadyClosedException closed ->
          closed.getCause() != null && isDamage(closed.getCause());
      case IllegalArgumentException _, IllegalStateException _ -> true;
      default -> false;
    };
  }
}
