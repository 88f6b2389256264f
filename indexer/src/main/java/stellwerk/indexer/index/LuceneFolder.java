package stellwerk.indexer.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Where an index lives: one folder for each generation of it, and one file that names the
/// generation in use, so that a new one takes over by one rename. Held by one process; used by
/// whoever holds the index's lock.
final class LuceneFolder implements Closeable {
  /// Names the generation in use.
  static final String CURRENT = "current";

  private static final String GENERATION = "\\d{6,18}";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final @Nullable Path folder;
  private final @Nullable Directory door;
  private final @Nullable Lock lock;
  private long last;

  private LuceneFolder(@Nullable Path folder, @Nullable Directory door, @Nullable Lock lock) {
    this.folder = folder;
    this.door = door;
    this.lock = lock;
  }

  /// A place of one generation.
  ///
  /// @param number 1, 2, 3 …
  record Place(long number, Directory directory) {}

  /// Takes a folder, which is made if it is missing; generations that never took over, or were
  /// replaced, are removed.
  static LuceneFolder at(Path folder) throws IOException {
    Files.createDirectories(folder);
    Directory door = FSDirectory.open(folder);
    try {
      LuceneFolder taken = new LuceneFolder(folder, door, door.obtainLock("write.lock"));
      taken.last = taken.current();
      for (Path generation : taken.generations()) {
        if (!generation.getFileName().toString().equals(name(taken.last))) {
          IOUtils.rm(generation);
        }
      }
      return taken;
    } catch (LockObtainFailedException e) {
      door.close();
      throw new IndexException(
          IndexException.Kind.IN_USE,
          "opening the index "
              + folder
              + " failed: another process holds it; stop that one, or give this one another"
              + " address",
          e);
    } catch (IOException | RuntimeException e) {
      door.close();
      throw e;
    }
  }

  /// Keeps generations in memory, for as long as the process lives.
  static LuceneFolder inMemory() {
    return new LuceneFolder(null, null, null);
  }

  /// The generation in use; empty if there is none yet.
  Optional<Place> open() throws IOException {
    return folder == null || last == 0
        ? Optional.empty()
        : Optional.of(new Place(last, FSDirectory.open(folder.resolve(name(last)))));
  }

  /// A place for another generation; not yet in use.
  Place begin() throws IOException {
    last++;
    if (folder == null) {
      return new Place(last, new ByteBuffersDirectory());
    }
    Path generation = folder.resolve(name(last));
    if (Files.exists(generation)) {
      IOUtils.rm(generation);
    }
    return new Place(last, FSDirectory.open(generation));
  }

  /// From now on this generation is the one in use, also after a kill.
  void adopt(Place place) throws IOException {
    if (folder != null) {
      Path written = folder.resolve(CURRENT + ".new");
      Files.writeString(written, name(place.number()), StandardCharsets.UTF_8);
      IOUtils.fsync(written, false);
      Files.move(
          written,
          folder.resolve(CURRENT),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      IOUtils.fsync(folder, true);
    }
  }

  /// Gives up a generation that is not in use, or not any more.
  void remove(Place place) throws IOException {
    place.directory().close();
    if (folder != null) {
      IOUtils.rm(folder.resolve(name(place.number())));
    }
  }

  /// Moves a damaged generation out of the way, for whoever wants to know why; an older damaged one
  /// makes room for it.
  ///
  /// @return where it is now
  Path setAside(Place place, InstantSource clock) throws IOException {
    place.directory().close();
    if (folder == null) {
      throw new IOException("an index in memory cannot be set aside");
    }
    String prefix = folder.toAbsolutePath().getFileName() + ".damaged-";
    Path parent = folder.toAbsolutePath().resolveSibling(prefix).getParent();
    if (parent != null) {
      for (Path older : list(parent, prefix + "\\d{8}T\\d{9}")) {
        IOUtils.rm(older);
      }
    }
    Path aside = folder.toAbsolutePath().resolveSibling(prefix + STAMP.format(clock.instant()));
    return Files.move(folder.resolve(name(place.number())), aside);
  }

  private long current() throws IOException {
    Path named = folder == null ? null : folder.resolve(CURRENT);
    if (named == null || !Files.exists(named)) {
      return 0;
    }
    String name = Files.readString(named, StandardCharsets.UTF_8).strip();
    return name.matches(GENERATION) ? Long.parseLong(name) : 0;
  }

  private List<Path> generations() throws IOException {
    return folder == null ? List.of() : list(folder, GENERATION);
  }

  private static List<Path> list(Path folder, String pattern) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches(pattern))
          .filter(Files::isDirectory)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static String name(long generation) {
    return String.format(Locale.ROOT, "%06d", generation);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(lock, door);
  }
}
