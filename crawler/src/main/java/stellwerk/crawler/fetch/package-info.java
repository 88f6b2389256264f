/// How a page is asked for: robots first, one request in flight per host, a deadline and a size cap
/// for everything. The only door to HttpClient 5 and to crawler-commons' robots parser.
///
/// Comes in: [stellwerk.crawler.fetch.Request]. Goes out: [stellwerk.crawler.fetch.Fetched]. Start
/// reading at [stellwerk.crawler.fetch.Fetcher]. Must not know what stands on a page.
@NullMarked
package stellwerk.crawler.fetch;

import org.jspecify.annotations.NullMarked;
