/// The eyes: fetches configured sites politely, keeps what came, reads it into raw postings and
/// says whether the crawl can be believed.
///
/// Comes in: [stellwerk.crawler.site.Site]. Goes out, through [stellwerk.crawler.Intake]:
/// [stellwerk.crawler.site.RawPosting] and, at the end, a [stellwerk.crawler.verdict.CrawlReport].
///
/// Start reading at `stellwerk.crawler.Crawl`. This room must not know what a posting means (pay,
/// tier, duplicate), nor SQL, nor Lucene.
@NullMarked
package stellwerk.crawler;

import org.jspecify.annotations.NullMarked;
