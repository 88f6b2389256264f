/// How German and English postings are read: one pure reader for each fact, from words to a value
/// with its evidence.
///
/// Start reading at `Normaliser`. Must not know SQL, Lucene or the clock.
@NullMarked
package stellwerk.indexer.normalise;

import org.jspecify.annotations.NullMarked;
