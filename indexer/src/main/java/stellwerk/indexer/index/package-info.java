/// The searchable copy, which follows the store by change number and can always be rebuilt. The
/// only door to Lucene.
///
/// Start reading at `SearchIndex`; the address chooses in `Indexes`.
@NullMarked
package stellwerk.indexer.index;

import org.jspecify.annotations.NullMarked;
