/// The 14-day issue: what was new, frozen on its day, in the forms that newsletter tools take.
///
/// Comes in: searches through [stellwerk.search.catalogue.Catalogue]. Goes out: an
/// [stellwerk.search.issue.Issue] on the shelf, and its HTML, text and feed. Nothing is sent and no
/// subscriber is known here. Start reading at `Issues`.
@NullMarked
package stellwerk.search.issue;

import org.jspecify.annotations.NullMarked;
