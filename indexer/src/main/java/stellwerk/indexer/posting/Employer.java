package stellwerk.indexer.posting;

import org.jspecify.annotations.Nullable;

/// Who offers the job.
///
/// @param name as written, tidied
/// @param url its own site; null if not stated
public record Employer(String name, @Nullable String url) {}
