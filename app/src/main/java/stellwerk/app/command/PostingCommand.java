package stellwerk.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stellwerk.indexer.ruling.Ruling.Says;

/// `stellwerk posting …`: rulings about postings. They survive every rebuild.
@Command(
    name = "posting",
    description = "Rules on postings. A ruling survives every crawl and every rebuild.",
    subcommands = {
      PostingCommand.Accept.class,
      PostingCommand.Reject.class,
      PostingCommand.Close.class,
      PostingCommand.Takedown.class
    },
    footer = {
      "",
      "Examples:",
      "  stellwerk decisions list",
      "  stellwerk posting accept j_6t5w… --tier specialist --why 'rates model answers'",
      "  stellwerk posting takedown j_6t5w… --why 'mail of the owner, 02.11.2026'"
    })
final class PostingCommand {

  /// In.
  @Command(name = "accept", description = "They belong to the occupation.")
  static final class Accept implements Callable<Integer> {
    @Mixin private RulingOptions ruling = new RulingOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "ids of postings")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--occupation", paramLabel = "ID", description = "if there are several")
    private @Nullable String occupation;

    @Option(
        names = "--tier",
        paramLabel = "T",
        description = "where inside it (default: as the posting's words say)")
    private @Nullable String tier;

    @Override
    public Integer call() {
      return ruling.rule(ids, desk -> desk.member(occupation, tier));
    }
  }

  /// Out.
  @Command(name = "reject", description = "They do not belong to the occupation.")
  static final class Reject implements Callable<Integer> {
    @Mixin private RulingOptions ruling = new RulingOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "ids of postings")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--occupation", paramLabel = "ID", description = "if there are several")
    private @Nullable String occupation;

    @Override
    public Integer call() {
      return ruling.rule(ids, desk -> desk.notMember(occupation));
    }
  }

  /// Gone.
  @Command(name = "close", description = "The jobs are gone, whatever their site says.")
  static final class Close implements Callable<Integer> {
    @Mixin private RulingOptions ruling = new RulingOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "ids of postings")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
      return ruling.rule(ids, _ -> new Says.Closed());
    }
  }

  /// Taken down.
  @Command(name = "takedown", description = "Somebody with a right to it wants them out.")
  static final class Takedown implements Callable<Integer> {
    @Mixin private RulingOptions ruling = new RulingOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "ids of postings")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
      return ruling.rule(ids, _ -> new Says.Takedown());
    }
  }
}
