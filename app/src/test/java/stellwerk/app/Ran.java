package stellwerk.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A command that ran in this process: how it ended and what it said.
record Ran(int code, String out, String err) {
  static Ran of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /// Everything that a person would see.
  String said() {
    return out + err;
  }
}
