/// The kinds of site that are known, one file each, and what they share: first pages, pointers from
/// a list to a posting's own page, proof of the company's name.
///
/// Start reading at [stellwerk.crawler.adapter.kind.Adapters], the table of contents. How to add a
/// kind: `CONTRIBUTING.md`.
@NullMarked
package stellwerk.crawler.adapter.kind;

import org.jspecify.annotations.NullMarked;
