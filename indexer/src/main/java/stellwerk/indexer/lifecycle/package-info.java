/// When a posting opens, changes, closes and reopens. Pure.
///
/// Start reading at `Lifecycle`.
@NullMarked
package stellwerk.indexer.lifecycle;

import org.jspecify.annotations.NullMarked;
