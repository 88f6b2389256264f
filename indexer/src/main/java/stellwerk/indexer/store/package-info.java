/// The truth: postings, changes, crawl history and memory in SQL. The only door to `java.sql`.
///
/// Start reading at `PostingStore`; the address chooses in `Stores`.
@NullMarked
package stellwerk.indexer.store;

import org.jspecify.annotations.NullMarked;
