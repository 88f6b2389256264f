package stellwerk.indexer.normalise;

import java.util.List;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Condition;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Requirement;

/// The readers of what a job is, asks for and pays.
///
/// @param membership whether the job belongs to an occupation, and its tier
public record Content(
    InContext pay,
    Reader<List<Fact.Known<Requirement>>> requirements,
    Reader<List<Fact.Known<Condition>>> conditions,
    Reader<List<Fact.Known<String>>> skills,
    Reader<List<Fact.Known<String>>> softSkills,
    Reader<List<Fact.Known<String>>> tasks,
    Reader<Fact<Membership>> membership) {

  /// Reads pay, which means something else in another country, on other terms and on another day.
  @FunctionalInterface
  public interface InContext {
    /// Reads what the posting pays.
    Reading<Pay> read(RawPosting raw, PostingText text, PayContext context);
  }
}
