package stellwerk.indexer.store;

import java.time.Instant;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.PostingId;

/// One entry of the change log, which the index, the change feed and the issue read. Numbers rise
/// and are never reused.
public record Change(long number, PostingId posting, ChangeEvent event, Instant at) {}
