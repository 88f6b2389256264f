/// Have we seen this job before? Which postings are one vacancy.
///
/// What is compared of a posting is its `Signature`, which a `Signer` takes. `Comparison` says what
/// two of them are to each other, `Neighbours` knows which are worth comparing, and `Grouping`
/// makes vacancies of the pairs. Start reading at `Comparison`.
@NullMarked
package stellwerk.indexer.dedupe;

import org.jspecify.annotations.NullMarked;
