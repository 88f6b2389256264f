package stellwerk.indexer.dedupe;

import java.time.Instant;
import java.util.Set;
import stellwerk.indexer.posting.PostingId;

/// What is compared of a posting. Two postings with equal signatures cannot be told apart here.
///
/// @param firstSeen of two postings the one that came first names the vacancy
/// @param page its canonical address, without what changes from visit to visit
/// @param company key of the employer; empty if not stated
/// @param title key of the title, without places, references, workload and gender forms
/// @param traits what sets jobs apart however alike their texts are
/// @param places where it is done, as folded words; empty if nothing is stated
/// @param pay amounts with currency and unit, as stated; empty if none is
/// @param deadline in ISO 8601; empty if none is stated
/// @param language of the text, ISO 639-1; empty if it cannot be told
/// @param agency whether somebody stands between applicant and employer
/// @param length of the text, in words
/// @param shingles five words in a row each
/// @param words of the text
/// @param rare tokens that survive a translation: ids, amounts, long numbers
/// @param numbers all numbers of two digits and more
public record Signature(
    PostingId id,
    String site,
    Instant firstSeen,
    String page,
    String company,
    String title,
    Traits traits,
    Set<String> places,
    Set<String> pay,
    String deadline,
    String language,
    boolean agency,
    int length,
    Hashes shingles,
    Hashes words,
    Set<String> rare,
    Set<String> numbers) {
  public Signature {
    places = Set.copyOf(places);
    pay = Set.copyOf(pay);
    rare = Set.copyOf(rare);
    numbers = Set.copyOf(numbers);
  }
}
