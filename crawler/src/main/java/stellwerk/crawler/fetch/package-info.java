/// How a page is asked for: robots first, one request in flight per host, a deadline and a size cap
/// for everything. The only door to HttpClient 5 and to crawler-commons' robots parser.
///
/// Comes in: [stellwerk.crawler.fetch.Request]. Goes out: [stellwerk.crawler.fetch.Fetched]. Start
/// reading at [stellwerk.crawler.fetch.Fetcher], then [stellwerk.crawler.fetch.HttpFetcher], which
/// asks in this order: `Scope` (may this address be asked for this site at all?), `RobotsGate`,
/// `TdmGate`, `HostGate` (is it the host's turn?), `Transport` (one exchange within its deadline
/// and caps, through `AddressGuard`). Must not know what stands on a page.
@NullMarked
package stellwerk.crawler.fetch;

import org.jspecify.annotations.NullMarked;
