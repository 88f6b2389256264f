package stellwerk.app.alert;

import java.io.IOException;

/// A way to tell people something.
@FunctionalInterface
public interface Channel {
  /// Tells it. May be asked again with the same if it fails.
  ///
  /// @throws IOException if nobody was told
  void send(Message message) throws IOException, InterruptedException;
}
