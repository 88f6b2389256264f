package stellwerk.app.wiring;

/// The program's version, from the jar's manifest.
public final class ProgramVersion {
  private ProgramVersion() {}

  /// The version without further words, such as `0.1.0`; `development` when started from class
  /// files.
  public static String number() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
