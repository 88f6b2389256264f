/// How a page is read, whichever kind of site it comes from: its shape, JSON and HTML within
/// bounds, structured data and its repairs, the signs that a page is not what was asked for or that
/// its job is closed, and what a site's selectors match on it.
///
/// Start reading at [stellwerk.crawler.adapter.page.StructuredJobs] for what pages say to programs,
/// at [stellwerk.crawler.adapter.page.PageSignals] for what they say to people.
@NullMarked
package stellwerk.crawler.adapter.page;

import org.jspecify.annotations.NullMarked;
