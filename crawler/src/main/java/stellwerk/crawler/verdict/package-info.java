/// Whether a crawl can be believed: from its tally to a verdict, and from its history to the state
/// of its site. Pure.
///
/// Start reading at `Completeness`.
@NullMarked
package stellwerk.crawler.verdict;

import org.jspecify.annotations.NullMarked;
