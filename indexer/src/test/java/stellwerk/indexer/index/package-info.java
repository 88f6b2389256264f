/// The promises of an index, and of the one built on Lucene.
@NullMarked
package stellwerk.indexer.index;

import org.jspecify.annotations.NullMarked;
