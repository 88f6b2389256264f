/// Postings in bulk: CSV, CSV for German Excel, JSON lines, and the dictionary of their columns.
///
/// Comes in: rows. Goes out: a stream. Start reading at `Export` and `DataDictionary`. The only
/// door to the CSV library.
@NullMarked
package stellwerk.search.export;

import org.jspecify.annotations.NullMarked;
