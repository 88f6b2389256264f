/// What may be done with each site: what its owner allows, as configured and as found.
///
/// Start reading at [stellwerk.crawler.ledger.Ledger].
@NullMarked
package stellwerk.crawler.ledger;

import org.jspecify.annotations.NullMarked;
