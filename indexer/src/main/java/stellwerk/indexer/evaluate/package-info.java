/// How well the readers read: labelled rows against what comes out.
@NullMarked
package stellwerk.indexer.evaluate;

import org.jspecify.annotations.NullMarked;
