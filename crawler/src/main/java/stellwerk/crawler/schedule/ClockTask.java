package stellwerk.crawler.schedule;

/// What is done when its time has come. Runs on a virtual thread of its own; never twice at once on
/// one node.
@FunctionalInterface
public interface ClockTask {
  /// An exception is logged and ends this turn only; the next one comes as scheduled.
  void run() throws Exception;
}
