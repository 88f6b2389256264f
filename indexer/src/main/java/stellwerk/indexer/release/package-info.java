/// What the ledger leaves of a posting for one outlet: shown, cut to what is allowed, or withheld.
///
/// Start reading at `Releases`.
@NullMarked
package stellwerk.indexer.release;

import org.jspecify.annotations.NullMarked;
