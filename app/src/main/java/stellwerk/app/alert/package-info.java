/// Tells people that a site turned bad, or well again: which channels there are, what they are
/// told, and when they are left in peace.
///
/// Start reading at [stellwerk.app.alert.AlertDesk].
@NullMarked
package stellwerk.app.alert;

import org.jspecify.annotations.NullMarked;
