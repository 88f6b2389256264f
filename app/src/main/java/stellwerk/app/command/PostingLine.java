package stellwerk.app.command;

import java.util.Optional;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.render.GermanText;

/// A posting in one line, for people.
final class PostingLine {
  private PostingLine() {}

  static String of(Listing.Entry entry) {
    ShownPosting posting = entry.posting();
    String tier =
        posting
            .known(PostingField.MEMBERSHIP)
            .flatMap(in -> Optional.ofNullable(in.tier()))
            .orElse("–");
    return "%s  %-12s %s  ·  %s  ·  %s  ·  %s"
        .formatted(
            posting.id(),
            tier,
            posting.known(PostingField.TITLE).orElse("(no title)"),
            posting.known(PostingField.EMPLOYER).map(Employer::name).orElse("–"),
            posting.known(PostingField.PAY).map(GermanText::pay).orElse("–"),
            posting.siteName());
  }
}
