package stellwerk.app.command;

import picocli.CommandLine.Command;

/// `stellwerk site …`: looks at sites, tries them out, adds new ones.
@Command(
    name = "site",
    description = "Lists sites, shows one, tries one out without keeping anything, adds one.",
    subcommands = {
      SiteListCommand.class,
      SiteShowCommand.class,
      SiteTestCommand.class,
      SiteProbeCommand.class,
      SiteNewCommand.class
    })
final class SiteCommand {}
