package stellwerk.app.wiring;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is costly to make and not needed at once: made when it is first asked for, and
/// then kept. Thread-safe.
final class Later<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable T made;

  Later(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T known = made;
    if (known != null) {
      return known;
    }
    making.lock();
    try {
      T first = made;
      if (first == null) {
        first = maker.get();
        made = first;
      }
      return first;
    } finally {
      making.unlock();
    }
  }
}
