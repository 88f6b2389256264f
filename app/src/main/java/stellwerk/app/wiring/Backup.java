package stellwerk.app.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Settings;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.store.sql.Database;
import stellwerk.search.http.Json;

/// Copies an installation's data away, while it works, and back into an empty place.
///
/// The store first, then the archive: what the store knows of, the archive had before. The index is
/// not copied, since it is filled again from the store.
public final class Backup {
  private static final String STORE = "stellwerk.db";
  private static final String ARCHIVE = "archive";
  private static final String LABEL = "backup.json";

  private final Settings settings;
  private final InstantSource clock;

  public Backup(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// What was copied.
  ///
  /// @param store bytes of the store
  /// @param archived files of the archive
  /// @param archive bytes of the archive
  public record Copied(long store, int archived, long archive) {}

  /// Copies store and archive to a folder that is new or empty.
  ///
  /// @throws IllegalArgumentException if it is not, or there is nothing to copy
  public Copied backUp(Path to) {
    Path store = file(settings.store(), "sqlite");
    if (!Files.exists(store)) {
      throw new IllegalArgumentException("there is no store at " + store);
    }
    mustBeEmpty(to, "the backup");
    try {
      Files.createDirectories(to);
      Database.copy(store, to.resolve(STORE));
      Copied archive = copyTree(file(settings.archive(), "warc"), to.resolve(ARCHIVE));
      Instant now = clock.instant();
      Files.writeString(
          to.resolve(LABEL),
          Json.pretty(
              Map.of("made", now.toString(), "program", ProgramVersion.number(), "format", 1)),
          StandardCharsets.UTF_8);
      return new Copied(Files.size(to.resolve(STORE)), archive.archived(), archive.archive());
    } catch (IOException failure) {
      throw new UncheckedIOException("the backup in " + to + " is not whole", failure);
    }
  }

  /// Copies a backup to where the configuration keeps its data.
  ///
  /// @throws IllegalArgumentException if it is no backup, or something is there already
  public Copied restore(Path from) {
    if (!Files.exists(from.resolve(LABEL)) || !Files.exists(from.resolve(STORE))) {
      throw new IllegalArgumentException(from + " is no backup: there is no " + LABEL + " in it");
    }
    Path store = file(settings.store(), "sqlite");
    Path archive = file(settings.archive(), "warc");
    if (Files.exists(store)) {
      throw new IllegalArgumentException(
          "there is a store already: " + store + "; a backup is restored into an empty place only");
    }
    mustBeEmpty(archive, "the archive");
    mustBeEmpty(file(settings.index(), "lucene"), "the index");
    try {
      Path folder = store.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Copied copied = copyTree(from.resolve(ARCHIVE), archive);
      Files.copy(from.resolve(STORE), store);
      return new Copied(Files.size(store), copied.archived(), copied.archive());
    } catch (IOException failure) {
      throw new UncheckedIOException("the backup " + from + " was not restored whole", failure);
    }
  }

  /// Fills the index of what was restored.
  ///
  /// @return the number of documents
  public static long index(Configuration configuration) {
    try (Wiring wiring = Wiring.open(configuration)) {
      wiring.catchUp();
      return wiring.index().documents();
    }
  }

  private static Path file(Address address, String scheme) {
    if (!address.scheme().equals(scheme)) {
      throw new IllegalArgumentException(
          address + " is not a file: use the means of that system to copy it");
    }
    return Path.of(address.rest());
  }

  private static void mustBeEmpty(Path folder, String what) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new IllegalArgumentException(
            what + " must go into an empty folder, and " + folder + " is not");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(folder + " cannot be listed", failure);
    }
  }

  private static Copied copyTree(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return new Copied(0, 0, 0);
    }
    int files = 0;
    long bytes = 0;
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      Path copy = to.resolve(from.relativize(file).toString());
      Path folder = copy.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      files++;
      bytes += Files.size(copy);
    }
    return new Copied(0, files, bytes);
  }
}
