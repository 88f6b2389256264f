package stellwerk.indexer.posting;

/// That a posting belongs to an occupation, and where inside it.
///
/// @param occupation id, such as `ki-trainer`
/// @param tier id, such as `specialist`
public record Membership(String occupation, String tier) {}
