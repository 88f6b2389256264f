package stellwerk.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `stellwerk`: the table of contents of what people can type.
@Command(
    name = "stellwerk",
    description = "Crawls job sites, turns postings into facts with evidence, answers searches.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionWords.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "First steps:",
      "  stellwerk demo            an invented job world, crawled and served, in one command",
      "  stellwerk config check    are the files in config/ right?",
      "  stellwerk site test SITE  what would a site yield?",
      "  stellwerk serve           crawl on schedule, index, answer searches",
      "",
      "Exit codes: 0 ok, 1 failure, 2 usage, 3 configuration, 4 expectations not met, 5 partly done, 75 try later, 130 interrupted."
    },
    subcommands = {
      HelpCommand.class,
      DemoCommand.class,
      ServeCommand.class,
      CrawlCommand.class,
      CrawlsCommand.class,
      SiteCommand.class,
      ReadCommand.class,
      SearchCommand.class,
      ExportCommand.class,
      InsightsCommand.class,
      IssueCommand.class,
      EvaluateCommand.class,
      DecisionsCommand.class,
      PostingCommand.class,
      VacancyCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      RebuildCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ConfigCommand.class
    })
public final class StellwerkCommand {}
