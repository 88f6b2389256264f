/// The raw responses, kept so that nothing is fetched twice to be understood better. The only door
/// to jwarc.
///
/// Start reading at [stellwerk.crawler.archive.Archive].
@NullMarked
package stellwerk.crawler.archive;

import org.jspecify.annotations.NullMarked;
