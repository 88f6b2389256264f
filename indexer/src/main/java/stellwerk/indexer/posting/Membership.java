package stellwerk.indexer.posting;

import org.jspecify.annotations.Nullable;

/// That a posting belongs to an occupation, and where inside it.
///
/// @param occupation id, such as `ki-trainer`
/// @param tier id, such as `specialist`; null where nothing says which
public record Membership(String occupation, @Nullable String tier) {}
