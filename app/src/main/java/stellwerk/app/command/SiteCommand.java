package stellwerk.app.command;

import picocli.CommandLine.Command;

/// `stellwerk site …`: looks at sites, tries them out, adds new ones.
@Command(
    name = "site",
    description =
        "Lists sites, shows one, tries one out without keeping anything, adds, pauses and resumes one.",
    subcommands = {
      SiteListCommand.class,
      SiteShowCommand.class,
      SiteTestCommand.class,
      SiteProbeCommand.class,
      SiteNewCommand.class,
      SitePauseCommand.Pause.class,
      SitePauseCommand.Resume.class
    })
final class SiteCommand {}
