/// The addresses of the public port: each endpoint reads its parameters, asks the catalogue, and
/// hands the listing to a renderer.
///
/// Start reading at `SearchEndpoint`. This room must not know `Posting`, nor the server.
@NullMarked
package stellwerk.search.api;

import org.jspecify.annotations.NullMarked;
