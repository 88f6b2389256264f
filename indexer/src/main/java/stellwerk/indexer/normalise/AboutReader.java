package stellwerk.indexer.normalise;

import java.util.List;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.About;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Fact;

/// Reads what a posting says about who offers the job.
final class AboutReader {
  private final CompanySizeReader size = new CompanySizeReader();
  private final SectorReader sector = new SectorReader();
  private final IntermediaryReader intermediary = new IntermediaryReader();

  /// @param contract what is known of the contract; temporary employment says who the employer is
  About read(RawPosting raw, List<Stretch> stretches, List<Fact.Known<Contract>> contract) {
    return new About(
        size.read(stretches), sector.read(raw, stretches), intermediary.read(stretches, contract));
  }
}
