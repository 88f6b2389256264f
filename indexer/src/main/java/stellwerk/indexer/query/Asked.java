package stellwerk.indexer.query;

/// One thing that somebody asked for in words.
///
/// @param text a word, or the words of a phrase; never blank
/// @param phrase whether the words must stand together in this order
/// @param excluded whether what holds it is not wanted
public record Asked(String text, boolean phrase, boolean excluded) {}
