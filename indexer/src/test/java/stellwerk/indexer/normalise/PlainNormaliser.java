package stellwerk.indexer.normalise;

import java.util.List;
import stellwerk.indexer.posting.Fact;

/// A normaliser for tests of other rooms: title, employer, places, dates, terms and pay; no skills,
/// no membership.
public final class PlainNormaliser {
  private PlainNormaliser() {}

  public static Normaliser whole() {
    TitleReader titles = new TitleReader(Vocabulary.shipped());
    return new Normaliser(
        Gazetteer.load(),
        (_, text) -> titles.read(text),
        new Content(
            new PayReader()::read,
            (_, _) -> List.of(),
            (_, _) -> List.of(),
            (_, _) -> List.of(),
            (_, _) -> List.of(),
            (_, _) -> List.of(),
            (_, _) -> Fact.unstated()));
  }
}
