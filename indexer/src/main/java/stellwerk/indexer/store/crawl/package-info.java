/// What the crawler must not forget, in SQL: answers, robots files and pauses, reports, the ledger,
/// and what operators ordered.
///
/// Fills in the interfaces that the crawler states. Start reading at `SqlCrawlHistory`.
@NullMarked
package stellwerk.indexer.store.crawl;

import org.jspecify.annotations.NullMarked;
