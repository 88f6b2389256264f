/// What operators decided about postings: same vacancy or not, in or out of an occupation, closed,
/// taken down; by whom, when, why.
///
/// A ruling is kept apart from what was computed, and outlives every computing again. Start reading
/// at `Ruling`.
@NullMarked
package stellwerk.indexer.ruling;

import org.jspecify.annotations.NullMarked;
