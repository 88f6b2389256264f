package stellwerk.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import stellwerk.app.command.ExitCode;
import stellwerk.app.command.Failures;
import stellwerk.app.command.StellwerkCommand;

/// Where the program starts.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Libraries that log elsewhere must not write to the screen past our configuration.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    err.flush();
    if (out.checkError() && code == 0) {
      err.println("stellwerk: the output could not be written to its end");
      code = ExitCode.FAILURE;
    }
    System.exit(code);
  }

  /// Runs one command; what it prints goes to the writers. Answers the exit code.
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine program = new CommandLine(new StellwerkCommand());
    helpEverywhere(program);
    return program
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionExceptionHandler((failure, command, _) -> Failures.inWords(failure, command))
        .setParameterExceptionHandler((wrong, _) -> Failures.usage(wrong))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  private static void helpEverywhere(CommandLine command) {
    for (CommandLine each : command.getSubcommands().values()) {
      if (!each.getCommandSpec().helpCommand()) {
        each.getCommandSpec().mixinStandardHelpOptions(true);
        helpEverywhere(each);
      }
    }
  }
}
