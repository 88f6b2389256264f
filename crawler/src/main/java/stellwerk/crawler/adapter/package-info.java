/// How each kind of site speaks: pure functions from a page to a
/// [stellwerk.crawler.adapter.Harvest]. No network, no clock, no state. The only door to jsoup in
/// this module.
///
/// Start reading at [stellwerk.crawler.adapter.Adapter]; the table of contents is
/// [stellwerk.crawler.adapter.Adapters].
@NullMarked
package stellwerk.crawler.adapter;

import org.jspecify.annotations.NullMarked;
