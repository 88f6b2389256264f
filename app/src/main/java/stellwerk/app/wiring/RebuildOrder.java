package stellwerk.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An order to build the index anew, handed to the service that holds it through files in the
/// index's folder: who runs `rebuild index` beside a running service waits for its answer.
public final class RebuildOrder {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Path given;
  private final Path taken;
  private final Path answered;

  /// Orders for the index in a folder.
  public RebuildOrder(Path index) {
    given = index.resolve("rebuild.order");
    taken = index.resolve("rebuild.running");
    answered = index.resolve("rebuild.done");
  }

  /// Gives the order and waits until it is carried out.
  ///
  /// @param patience how long somebody may take to begin
  /// @return how the index stands then; empty if nobody took the order, which is withdrawn
  /// @throws InterruptedException if the wait was interrupted; an order once taken is carried out
  public Optional<Rebuilding.IndexState> give(Duration patience) throws InterruptedException {
    try {
      Files.deleteIfExists(answered);
      Files.writeString(given, "rebuild\n", UTF_8);
      for (long waited = 0; Files.exists(given); waited += LOOK.toMillis()) {
        if (waited > patience.toMillis() && Files.deleteIfExists(given)) {
          return Optional.empty();
        }
        Thread.sleep(LOOK);
      }
      while (Files.exists(taken)) {
        Thread.sleep(LOOK);
      }
      return Files.exists(answered) ? Optional.of(answer()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the order could not be written to " + given, e);
    }
  }

  private Rebuilding.IndexState answer() throws IOException {
    List<Long> numbers =
        Stream.of(Files.readString(answered, UTF_8).strip().split(" ", -1))
            .map(Long::valueOf)
            .toList();
    Files.delete(answered);
    return new Rebuilding.IndexState(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  /// Carries out an order, if one was given.
  void carryOut(Supplier<Rebuilding.IndexState> rebuild) {
    try {
      Files.move(given, taken, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("an order could not be taken: " + given, e);
    }
    try (Taken _ = new Taken(taken)) {
      Rebuilding.IndexState state = rebuild.get();
      Files.writeString(
          answered, state.documents() + " " + state.change() + " " + state.storeChange(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("an order could not be answered: " + answered, e);
    }
  }

  /// An order that is being carried out; who gave it waits for the file to go.
  private record Taken(Path file) implements Closeable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
