package stellwerk.indexer.posting;

import org.jspecify.annotations.Nullable;

/// A formal condition of a job: a licence, equipment, residence, age (`normalisation.md` §3.6).
///
/// @param kind `lic`, `enrol`, `residence`, `equip`, `nda`, `selfemployed`, `content`, `age`,
///   `hours`
/// @param value such as `B`, `student`, `DE`, `pc`, `18`, `10-15`
/// @param required true must, false welcome, null only said
public record Condition(String kind, String value, @Nullable Boolean required) {}
