/// What people type: one command a file, which parses, calls one workflow of a hall, and prints. No
/// logic.
///
/// Start reading at [stellwerk.app.command.StellwerkCommand]. Data goes to stdout, everything else
/// to stderr.
@NullMarked
package stellwerk.app.command;

import org.jspecify.annotations.NullMarked;
