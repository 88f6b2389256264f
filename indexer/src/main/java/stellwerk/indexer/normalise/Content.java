package stellwerk.indexer.normalise;

import java.util.List;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Requirement;

/// The readers of what a job is, asks for and pays.
///
/// @param membership whether the job belongs to an occupation, and its tier
public record Content(
    Reader<Reading<Pay>> pay,
    Reader<List<Fact.Known<Requirement>>> requirements,
    Reader<List<Fact.Known<String>>> skills,
    Reader<List<Fact.Known<String>>> softSkills,
    Reader<List<Fact.Known<String>>> tasks,
    Reader<Fact<Membership>> membership) {}
