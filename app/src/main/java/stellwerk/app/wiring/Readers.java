package stellwerk.app.wiring;

import java.util.List;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.ConfiguredWords;
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
import stellwerk.indexer.normalise.StatutoryPay;
import stellwerk.indexer.normalise.TaskReader;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.occupation.Occupation;
import stellwerk.indexer.occupation.OccupationClassifier;

/// Puts the readers of postings together.
public final class Readers {
  private Readers() {}

  /// Everything that reads a raw posting.
  public static PostingReader chain(Gazetteer gazetteer, Configuration.Reading configured) {
    return new ReaderChain(normaliser(gazetteer, configured));
  }

  static Normaliser normaliser(Gazetteer gazetteer, Configuration.Reading configured) {
    List<Occupation> occupations = configured.occupations();
    ConfiguredWords words = configured.words();
    Vocabulary vocabulary = Vocabulary.shipped().with(words.skills(), softSkills(occupations));
    PayReader pay = new PayReader(statutory(words));
    TitleReader title = new TitleReader(vocabulary);
    RequirementReader requirements = new RequirementReader(vocabulary);
    ConditionReader conditions = new ConditionReader(vocabulary);
    SkillReader skills = new SkillReader(vocabulary);
    SoftSkillReader softSkills = new SoftSkillReader(vocabulary);
    TaskReader tasks = new TaskReader(vocabulary);
    List<OccupationClassifier> classifiers = classifiers(occupations);
    var content =
        new Content(
            pay::read,
            (_, text) -> requirements.read(text),
            (_, text) -> conditions.read(text),
            (_, text) -> skills.read(text),
            (_, text) -> softSkills.read(text),
            (_, text) -> tasks.read(text),
            (raw, text) -> ReaderChain.membership(classifiers, raw, text));
    return new Normaliser(gazetteer, (_, text) -> title.read(text), content);
  }

  /// Minimum wage and Minijob limit by day, those of the configuration among them.
  static StatutoryPay statutory(ConfiguredWords words) {
    return StatutoryPay.bundled().with(words.statutory());
  }

  static List<OccupationClassifier> classifiers(List<Occupation> occupations) {
    return occupations.stream().map(OccupationClassifier::new).toList();
  }

  /// The further words that occupations give for their soft skills.
  private static List<Vocabulary.Word> softSkills(List<Occupation> occupations) {
    return occupations.stream()
        .flatMap(occupation -> occupation.softSkills().entrySet().stream())
        .filter(skill -> !skill.getValue().words().isEmpty())
        .map(skill ->
            Vocabulary.Word.plain(
                skill.getKey(), skill.getValue().label(), skill.getValue().words(), List.of()))
        .toList();
  }
}
