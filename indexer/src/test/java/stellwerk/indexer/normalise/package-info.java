/// Tests of the readers; their cases are the tables in `resources/normalise`.
@NullMarked
package stellwerk.indexer.normalise;

import org.jspecify.annotations.NullMarked;
