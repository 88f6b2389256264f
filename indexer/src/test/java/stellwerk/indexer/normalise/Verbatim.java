package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import stellwerk.indexer.posting.Evidence;

/// Checks that a quote stands verbatim where it says it does.
final class Verbatim {
  private Verbatim() {}

  static void check(Evidence evidence, PostingText text) {
    if (evidence.at().startsWith("description ")) {
      String[] range = evidence.at().substring("description ".length()).split("-", 2);
      assertThat(
              text.description().substring(Integer.parseInt(range[0]), Integer.parseInt(range[1])))
          .isEqualTo(evidence.quote());
    } else if (evidence.at().equals("title")) {
      assertThat(text.title()).contains(evidence.quote());
    }
    assertThat(evidence.quote()).isNotBlank();
  }
}
