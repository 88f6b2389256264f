package stellwerk.app.config;

import java.util.List;

/// The configuration cannot be used; nothing was started. Names every fault, not only the first.
public final class SettingsException extends RuntimeException {
  private final transient List<Fault> faults;

  public SettingsException(List<Fault> faults) {
    super(String.join("\n", faults.stream().sorted().map(Fault::text).toList()));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
