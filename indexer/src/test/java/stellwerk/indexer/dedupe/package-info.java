/// Tests of what makes postings one vacancy.
@NullMarked
package stellwerk.indexer.dedupe;

import org.jspecify.annotations.NullMarked;
