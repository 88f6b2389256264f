/// Postings for the tests of the rooms that read them.
@NullMarked
package stellwerk.indexer.posting;

import org.jspecify.annotations.NullMarked;
