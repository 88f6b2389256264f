package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Requirement;
import stellwerk.indexer.posting.WorkingTime;

/// The readers of what a job is, asks for and pays.
///
/// @param membership whether the job belongs to an occupation, and its tier
public record Content(
    InContext pay,
    Reader<List<Fact.Known<Requirement>>> requirements,
    Reader<List<Fact.Known<String>>> skills,
    Reader<List<Fact.Known<String>>> softSkills,
    Reader<List<Fact.Known<String>>> tasks,
    Reader<Fact<Membership>> membership) {

  /// Reads pay, which means something else in another country, on other terms and on another day.
  @FunctionalInterface
  public interface InContext {
    /// Reads what the posting pays.
    ///
    /// @param country ISO 3166-1 of the place of work, Germany's if it is among them; empty: not
    ///   known
    /// @param day the day of posting, else today
    Reading<Pay> read(
        RawPosting raw,
        PostingText text,
        String country,
        Set<WorkingTime> workingTime,
        Set<Contract> contract,
        LocalDate day);
  }
}
