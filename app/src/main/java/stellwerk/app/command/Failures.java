package stellwerk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import stellwerk.app.config.NearestWord;
import stellwerk.app.config.SettingsException;
import stellwerk.indexer.index.IndexException;
import stellwerk.indexer.store.sql.StoreException;

/// Says what went wrong in a sentence, and ends with the right code. A stack trace goes to the log
/// at level DEBUG only.
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  /// As the common systems say it, alone or behind the name of the file.
  private static final Pattern NO_ROOM =
      Pattern.compile(
          "No space left on device|not enough space on the disk|File too large|Disk quota exceeded");

  private Failures() {}

  /// Ends a command that threw.
  public static int inWords(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    log.atDebug().setCause(failure).log("command failed");
    return switch (failure) {
      case SettingsException wrong -> {
        wrong.faults().stream().sorted().forEach(fault -> err.println(fault.text()));
        err.println("The configuration has faults; nothing was started.");
        yield ExitCode.CONFIGURATION;
      }
      case StoreException store -> {
        err.println("stellwerk: " + store.getMessage());
        yield store.kind() == StoreException.Kind.IN_USE ? ExitCode.TRY_LATER : ExitCode.FAILURE;
      }
      case IndexException index when index.kind() == IndexException.Kind.IN_USE -> {
        err.println("stellwerk: " + index.getMessage());
        yield ExitCode.TRY_LATER;
      }
      case CommandFailure said -> {
        err.println("stellwerk: " + said.getMessage());
        yield said.exitCode();
      }
      default -> {
        err.println("stellwerk: " + rootWords(failure));
        yield ExitCode.FAILURE;
      }
    };
  }

  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String words =
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    String cause = Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    return switch (root) {
      case NoSuchFileException missing -> "there is no file or folder " + missing.getFile();
      case AccessDeniedException denied -> "we may not write or read " + denied.getFile();
      case IOException _ when NO_ROOM.matcher(cause).find() ->
          "no room is left on the disk ("
              + words
              + "); free some space and try again, what was kept before is whole";
      default -> root == failure || words.contains(cause) ? words : words + " (" + cause + ")";
    };
  }

  /// Says what was typed wrong, and what was probably meant.
  public static int usage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("stellwerk: " + wrong.getMessage());
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String unknown = unmatched.getUnmatched().getFirst();
      NearestWord.of(unknown, words(command, unknown))
          .ifPresent(word -> err.println("Did you mean “" + word + "”?"));
    }
    err.println("See “" + command.getCommandSpec().qualifiedName() + " --help”.");
    return ExitCode.USAGE;
  }

  private static List<String> words(CommandLine command, String typed) {
    if (!typed.startsWith("-")) {
      return List.copyOf(command.getSubcommands().keySet());
    }
    List<String> options = new ArrayList<>();
    command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
    return options;
  }
}
