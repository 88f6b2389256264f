/// The one composition root: which rooms exist, and who is handed to whom. The only place that asks
/// the machine for the time.
///
/// Start reading at [stellwerk.app.wiring.Wiring].
@NullMarked
package stellwerk.app.wiring;

import org.jspecify.annotations.NullMarked;
