/// The raw responses, kept so that nothing is fetched twice to be understood better. The only door
/// to jwarc.
///
/// Start reading at [stellwerk.crawler.archive.Archive]; [stellwerk.crawler.archive.Archives] opens
/// one by its address, [stellwerk.crawler.archive.WarcArchive] is the one there is, and
/// [stellwerk.crawler.archive.ArchiveFetcher] answers from it instead of the Web.
@NullMarked
package stellwerk.crawler.archive;

import org.jspecify.annotations.NullMarked;
