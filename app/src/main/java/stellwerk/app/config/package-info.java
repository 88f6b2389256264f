/// What operators write down: from YAML files to records, every fault with file, line, column and
/// the nearest known key. The only door to the YAML library.
///
/// Start reading at [stellwerk.app.config.Configuration].
@NullMarked
package stellwerk.app.config;

import org.jspecify.annotations.NullMarked;
