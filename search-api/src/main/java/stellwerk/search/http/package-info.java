/// HTTP: the one door to the server and to the JSON library. Endpoints are functions from a
/// [stellwerk.search.http.Request] to an [stellwerk.search.http.Answer]; what all of them need
/// (keys, limits, problems, CORS, compression) is done once, here.
///
/// Start reading at `Routes`. This room must not know what a posting is.
@NullMarked
package stellwerk.search.http;

import org.jspecify.annotations.NullMarked;
