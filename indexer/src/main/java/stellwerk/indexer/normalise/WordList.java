package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Words of the vocabulary that are looked for together, in the order in which they are asked.
final class WordList {
  private final List<Vocabulary.Word> words;
  private final Words.Stems stems;

  WordList(List<Vocabulary.Word> words) {
    this.words = List.copyOf(words);
    this.stems = new Words.Stems(words.stream().map(Vocabulary.Word::words).toList());
  }

  /// Those that a sentence can hold; all others need not be tried.
  List<Vocabulary.Word> in(Sentence sentence) {
    BitSet candidates = stems.in(sentence.parted());
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Vocabulary.Word> possible = new ArrayList<>();
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      possible.add(words.get(i));
    }
    return possible;
  }
}
