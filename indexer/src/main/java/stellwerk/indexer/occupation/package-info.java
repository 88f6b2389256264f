/// Who counts as a KI-Trainer: from title and text to member, not a member, or unsure, each with
/// its evidence. Pure.
///
/// Start reading at `OccupationClassifier`.
@NullMarked
package stellwerk.indexer.occupation;

import org.jspecify.annotations.NullMarked;
