/// A house in memory for tests: index, store and ledger that hold what a test puts in.
@NullMarked
package stellwerk.search.house;

import org.jspecify.annotations.NullMarked;
