/// The switchboard: commands, configuration, wiring, the demo. Only this room sees all the others,
/// and none sees it.
///
/// Start reading at `Main` and `wiring/Wiring`.
@NullMarked
package stellwerk.app;

import org.jspecify.annotations.NullMarked;
