package stellwerk.app.wiring;

import java.util.List;
import stellwerk.indexer.PostingReader;
import stellwerk.indexer.ReaderChain;
import stellwerk.indexer.normalise.ConditionReader;
import stellwerk.indexer.normalise.Content;
import stellwerk.indexer.normalise.Gazetteer;
import stellwerk.indexer.normalise.Normaliser;
import stellwerk.indexer.normalise.PayReader;
import stellwerk.indexer.normalise.RequirementReader;
import stellwerk.indexer.normalise.SkillReader;
import stellwerk.indexer.normalise.SoftSkillReader;
import stellwerk.indexer.normalise.TaskReader;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.occupation.Occupation;
import stellwerk.indexer.occupation.OccupationClassifier;

/// Puts the readers of postings together.
final class Readers {
  private Readers() {}

  static PostingReader chain(Gazetteer gazetteer, List<Occupation> occupations) {
    Vocabulary vocabulary = Vocabulary.shipped();
    PayReader pay = new PayReader();
    TitleReader title = new TitleReader(vocabulary);
    RequirementReader requirements = new RequirementReader(vocabulary);
    ConditionReader conditions = new ConditionReader(vocabulary);
    SkillReader skills = new SkillReader(vocabulary);
    SoftSkillReader softSkills = new SoftSkillReader(vocabulary);
    TaskReader tasks = new TaskReader(vocabulary);
    List<OccupationClassifier> classifiers =
        occupations.stream().map(OccupationClassifier::new).toList();
    var content =
        new Content(
            pay::read,
            (_, text) -> requirements.read(text),
            (_, text) -> conditions.read(text),
            (_, text) -> skills.read(text),
            (_, text) -> softSkills.read(text),
            (_, text) -> tasks.read(text),
            (raw, text) -> ReaderChain.membership(classifiers, raw, text));
    return new ReaderChain(new Normaliser(gazetteer, (_, text) -> title.read(text), content));
  }
}
