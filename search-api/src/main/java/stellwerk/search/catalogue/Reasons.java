package stellwerk.search.catalogue;

import java.util.List;
import java.util.Optional;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.PostingId;

/// Knows why postings are where they are. Asked only by those who want to know why. Thread-safe.
public interface Reasons {
  /// Knows nothing.
  Reasons NONE =
      new Reasons() {
        @Override
        public Optional<Role> role(PostingId posting, String occupation) {
          return Optional.empty();
        }

        @Override
        public Optional<String> merged(PostingId posting, PostingId other) {
          return Optional.empty();
        }
      };

  /// What an occupation's rules say of a posting; empty if its words are not kept.
  Optional<Role> role(PostingId posting, String occupation);

  /// Why two postings are one vacancy: a rule such as `same_title_like_text`, or `ruling`; empty if
  /// a third one ties them.
  Optional<String> merged(PostingId posting, PostingId other);

  /// What the rules say.
  ///
  /// @param unsure whether the words leave it open, and nobody has ruled yet
  /// @param signs what decided: for it if it belongs, against it if it does not, both if unsure
  record Role(boolean fits, boolean unsure, List<Sign> signs) {
    public Role {
      signs = List.copyOf(signs);
    }
  }

  /// Words that a rule found.
  record Sign(String rule, Evidence evidence) {}
}
