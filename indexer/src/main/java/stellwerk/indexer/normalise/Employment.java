package stellwerk.indexer.normalise;

import java.util.List;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.WorkingTime;

/// How much and on what terms, each value with the words that said it.
record Employment(List<Fact.Known<WorkingTime>> workingTime, List<Fact.Known<Contract>> contract) {
  Employment {
    workingTime = List.copyOf(workingTime);
    contract = List.copyOf(contract);
  }
}
