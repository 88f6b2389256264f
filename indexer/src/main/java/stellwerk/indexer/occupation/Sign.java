package stellwerk.indexer.occupation;

import stellwerk.indexer.posting.Evidence;

/// Words that speak for or against membership, and the rule that found them.
///
/// @param rule readable by an operator: `title: annotator`, `text: rates answers`
public record Sign(String rule, Evidence evidence) {}
