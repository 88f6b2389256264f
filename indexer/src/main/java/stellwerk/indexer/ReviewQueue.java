package stellwerk.indexer;

import java.util.ArrayList;
import java.util.List;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.normalise.PlainText;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.occupation.OccupationClassifier;
import stellwerk.indexer.occupation.Sign;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// The open postings of which the words leave open whether they belong to an occupation. They are
/// shown nowhere until somebody rules.
///
/// Nothing is kept for it: what is unsure is read again from the raw words, so it is always what
/// today's rules say.
public final class ReviewQueue {
  private static final int PAGE = 200;
  private static final PostingId FIRST = new PostingId("j_  ");

  private final PostingStore store;
  private final Rulings rulings;
  private final List<OccupationClassifier> classifiers;

  public ReviewQueue(PostingStore store, Rulings rulings, List<OccupationClassifier> classifiers) {
    this.store = store;
    this.rulings = rulings;
    this.classifiers = List.copyOf(classifiers);
  }

  /// A posting that waits.
  ///
  /// @param occupation the one in question
  /// @param signs what speaks for and against it
  public record Waiting(Posting posting, String occupation, List<Sign> signs) {
    public Waiting {
      signs = List.copyOf(signs);
    }
  }

  /// All that wait, in order of their ids.
  public List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    List<Kept> page = store.page(FIRST, PAGE);
    while (!page.isEmpty()) {
      for (Kept kept : page) {
        Posting posting = kept.posting();
        if (posting.lifespan().active() && posting.membership().known().isEmpty()) {
          add(waiting, posting, kept.raw());
        }
      }
      page = store.page(page.getLast().posting().id(), PAGE);
    }
    return waiting;
  }

  private void add(List<Waiting> waiting, Posting posting, RawPosting raw) {
    PostingText text = PlainText.of(raw);
    for (OccupationClassifier classifier : classifiers) {
      if (ReaderChain.classify(classifier, raw, text) instanceof Classification.Unsure unsure
          && !ruledOut(posting.id(), classifier.occupation())) {
        waiting.add(new Waiting(posting, classifier.occupation(), unsure.signs()));
      }
    }
  }

  private boolean ruledOut(PostingId posting, String occupation) {
    return rulings.about(posting).stream()
        .anyMatch(ruling -> ruling.says().equals(new Says.NotMember(occupation)));
  }
}
