/// Feeds: the newest jobs of an occupation as RSS 2.0, Atom and JSON Feed 1.1.
///
/// Comes in: a [stellwerk.search.feed.Channel]. Goes out: bytes. Start reading at `FeedFormat`.
@NullMarked
package stellwerk.search.feed;

import org.jspecify.annotations.NullMarked;
