/// The seam to every kind of site: an adapter turns a page into a
/// [stellwerk.crawler.adapter.Harvest]. Pure: no network, no clock, no state.
///
/// Start reading at [stellwerk.crawler.adapter.Adapter]. The kinds themselves, and their table of
/// contents, stand in `stellwerk.crawler.adapter.kind`; what reads a page of any kind stands in
/// `stellwerk.crawler.adapter.page`. A kind knows the page readers, both know this seam, and never
/// the other way round.
@NullMarked
package stellwerk.crawler.adapter;

import org.jspecify.annotations.NullMarked;
