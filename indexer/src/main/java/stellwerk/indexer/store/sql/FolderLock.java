package stellwerk.indexer.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second process out of a data folder. The operating system gives it back when the process
/// dies, however it dies.
final class FolderLock implements AutoCloseable {
  /// Far behind what is written, so that others can read whose it is where locks bind (Windows).
  private static final long POSITION = 1L << 40;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path database) {
    Path folder = database.toAbsolutePath().normalize().getParent();
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    FileChannel channel;
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.BROKEN, "could not write to data folder " + folder + ": " + e, e);
    }
    try {
      if (locked(channel) == null) {
        String holder = Files.readString(file, UTF_8).strip();
        throw new StoreException(
            StoreException.Kind.IN_USE,
            "data folder "
                + folder
                + " is in use by process "
                + (holder.isEmpty() ? "unknown" : holder)
                + "; stop it first, or use another data folder");
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
      return new FolderLock(channel);
    } catch (IOException | StoreException e) {
      closeQuietly(channel, e);
      throw e instanceof StoreException store
          ? store
          : new StoreException(StoreException.Kind.BROKEN, "could not lock " + file, e);
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(POSITION, 1, false);
    } catch (OverlappingFileLockException _) {
      // Held by this very process: for whoever asks, that is in use as well.
      return null;
    }
  }

  private static void closeQuietly(FileChannel channel, Exception trouble) {
    try {
      channel.close();
    } catch (IOException e) {
      trouble.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.BROKEN, "could not give the lock back", e);
    }
  }
}
