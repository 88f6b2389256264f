/// The face: the HTTP API, the section for the portal, feeds, exports.
///
/// Comes in: requests. Goes out: JSON, HTML, RSS, CSV, made of
/// [stellwerk.indexer.release.ShownPosting]s only. Start reading at `SearchApi`. This room must not
/// know how a posting was read, nor SQL, nor Lucene.
@NullMarked
package stellwerk.search;

import org.jspecify.annotations.NullMarked;
