package stellwerk.app.wiring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stellwerk.indexer.Explanations;
import stellwerk.indexer.Vacancies;
import stellwerk.indexer.dedupe.Likeness;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.search.catalogue.Reasons;

/// Asks the rules again, so that a reason is always what they say today.
final class RuleReasons implements Reasons {
  private final Later<Explanations> explanations;
  private final Vacancies vacancies;

  RuleReasons(Later<Explanations> explanations, Vacancies vacancies) {
    this.explanations = explanations;
    this.vacancies = vacancies;
  }

  @Override
  public Optional<Role> role(PostingId posting, String occupation) {
    return explanations
        .get()
        .of(posting)
        .flatMap(why -> {
          boolean ruled =
              why.rulings().stream()
                  .anyMatch(ruling -> ruling.says().equals(new Says.NotMember(occupation)));
          return why.roles().stream()
              .filter(role -> role.occupation().equals(occupation))
              .map(role -> role(role.classification(), ruled))
              .findFirst();
        });
  }

  private static Role role(Classification said, boolean ruled) {
    List<Sign> signs =
        said.signs().stream().map(sign -> new Sign(sign.rule(), sign.evidence())).toList();
    return switch (said) {
      case Classification.Member _ -> new Role(true, false, signs);
      case Classification.NotMember _ -> new Role(false, false, signs);
      case Classification.Unsure _ -> new Role(false, !ruled, signs);
    };
  }

  @Override
  public Optional<String> merged(PostingId posting, PostingId other) {
    return vacancies
        .reasons(posting)
        .flatMap(reasons ->
            reasons.ruled().contains(other)
                ? Optional.of("ruling")
                : Optional.ofNullable(reasons.around().get(other))
                    .filter(likeness -> likeness.kind().sameVacancy())
                    .map(Likeness::rule)
                    .map(rule -> rule.name().toLowerCase(Locale.ROOT)));
  }
}
