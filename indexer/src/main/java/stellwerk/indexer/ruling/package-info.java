/// What a human decided about a posting or a vacancy; survives every rebuild.
@NullMarked
package stellwerk.indexer.ruling;

import org.jspecify.annotations.NullMarked;
