/// How SQL is spoken: one writer, a few readers, migrations, and what differs between databases.
///
/// Start reading at [stellwerk.indexer.store.sql.Database]. This room must not know what a posting
/// is.
@NullMarked
package stellwerk.indexer.store.sql;

import org.jspecify.annotations.NullMarked;
