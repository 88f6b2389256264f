/// The words of this room: a configured site, and a posting in the words of its page.
///
/// A leaf: imports no other side room. Start reading at [stellwerk.crawler.site.Site] and
/// [stellwerk.crawler.site.RawPosting].
@NullMarked
package stellwerk.crawler.site;

import org.jspecify.annotations.NullMarked;
