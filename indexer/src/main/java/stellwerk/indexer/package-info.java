/// The memory: turns raw postings into facts with evidence, keeps them, closes them, indexes them,
/// answers searches.
///
/// Comes in, through `PostingIntake`: [stellwerk.crawler.site.RawPosting]. Goes out: `Hits` of
/// `ShownPosting`. Start reading at `PostingIntake` and `IndexFollower`. This room must not know
/// HTTP, HTML for readers, or how a site speaks.
@NullMarked
package stellwerk.indexer;

import org.jspecify.annotations.NullMarked;
