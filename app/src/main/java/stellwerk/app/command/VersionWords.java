package stellwerk.app.command;

import picocli.CommandLine.IVersionProvider;
import stellwerk.app.wiring.ProgramVersion;

/// What `--version` says.
final class VersionWords implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"stellwerk " + ProgramVersion.number() + " on Java " + Runtime.version()};
  }
}
