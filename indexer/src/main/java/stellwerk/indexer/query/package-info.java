/// The one language of searches: words, filters, facets, order, outlet; and what comes back.
///
/// Start reading at `Query` and `Hits`.
@NullMarked
package stellwerk.indexer.query;

import org.jspecify.annotations.NullMarked;
