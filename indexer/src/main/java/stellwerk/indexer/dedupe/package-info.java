/// Have we seen this job before? Which postings are one vacancy.
@NullMarked
package stellwerk.indexer.dedupe;

import org.jspecify.annotations.NullMarked;
