/// The one place that lets postings out: runs a search on the index and hands on what the ledger
/// leaves of each hit.
///
/// Comes in: a [stellwerk.indexer.query.Query]. Goes out: [stellwerk.search.catalogue.Listing]s
/// with [stellwerk.indexer.release.ShownPosting]s. Start reading at `Catalogue`; `Sources` names
/// what this module needs from outside. Renderers must not know
/// [stellwerk.indexer.posting.Posting].
@NullMarked
package stellwerk.search.catalogue;

import org.jspecify.annotations.NullMarked;
