/// The words of this room: a normalised posting, and the facts it consists of, each with its
/// evidence.
///
/// A leaf: imports `java.*` and [stellwerk.crawler.site] only. Start reading at
/// [stellwerk.indexer.posting.Posting] and [stellwerk.indexer.posting.Fact].
@NullMarked
package stellwerk.indexer.posting;

import org.jspecify.annotations.NullMarked;
