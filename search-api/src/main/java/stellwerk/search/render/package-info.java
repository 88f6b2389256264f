/// How postings are shown: as documents (JSON), as the section „Aktuelle Jobs“ (HTML), and the
/// German words for values, dates, places and pay.
///
/// Comes in: [stellwerk.search.catalogue.Listing]s. Goes out: maps and texts. Start reading at
/// `PostingDocument` and `Section`. This room must not know `Posting`, only what is released of it.
@NullMarked
package stellwerk.search.render;

import org.jspecify.annotations.NullMarked;
