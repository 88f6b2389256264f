/// How good the readers are: labelled rows in, right, wrong, missed and invented out.
///
/// One file of gold is one kind of row; [stellwerk.indexer.evaluate.Evaluation] counts, and each
/// kind has its own evaluation, such as [stellwerk.indexer.evaluate.FieldEvaluation]. Knows the
/// readers of [stellwerk.indexer.normalise]; must not know the store, the index or the network.
@NullMarked
package stellwerk.indexer.evaluate;

import org.jspecify.annotations.NullMarked;
