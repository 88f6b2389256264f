/// How people's questions are read.
@NullMarked
package stellwerk.indexer.query;

import org.jspecify.annotations.NullMarked;
