package stellwerk.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling.Says;

/// `stellwerk vacancy …`: rulings about which postings are the same job.
@Command(
    name = "vacancy",
    description = "Rules which postings are the same job.",
    subcommands = {VacancyCommand.Merge.class, VacancyCommand.Split.class})
final class VacancyCommand {

  /// The same job.
  @Command(name = "merge", description = "All of them are the same job as the first.")
  static final class Merge implements Callable<Integer> {
    @Mixin private RulingOptions ruling = new RulingOptions();

    @Parameters(paramLabel = "ID", arity = "2..*", description = "ids of postings")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
      return ruling.rule(
          ids.subList(1, ids.size()), _ -> new Says.Same(new PostingId(ids.getFirst())));
    }
  }

  /// Jobs of their own.
  @Command(name = "split", description = "Each of them is a job of its own.")
  static final class Split implements Callable<Integer> {
    @Mixin private RulingOptions ruling = new RulingOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "ids of postings")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
      return ruling.rule(ids, _ -> new Says.NotSame());
    }
  }
}
