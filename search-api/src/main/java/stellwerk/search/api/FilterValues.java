package stellwerk.search.api;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.search.render.GermanText;

/// What a posting has where a filter asks, in the words of the API.
final class FilterValues {
  private FilterValues() {}

  static List<String> of(Filter filter, ShownPosting posting) {
    return switch (filter) {
      case Filter.AnyOf(Filter.Field field, _) -> of(field, posting);
      case Filter.PayAtLeast _ -> one(posting, PostingField.PAY, GermanText::pay);
      case Filter.PostedSince _ -> day(posting);
      case Filter.Near _ -> placed(posting, Place::city);
      case Filter.Country _ -> placed(posting, Place::country);
    };
  }

  private static List<String> of(Filter.Field field, ShownPosting posting) {
    return switch (field) {
      case OCCUPATION -> one(posting, PostingField.MEMBERSHIP, Membership::occupation);
      case TIER ->
          posting.known(PostingField.MEMBERSHIP).stream()
              .map(Membership::tier)
              .filter(Objects::nonNull)
              .toList();
      case REGION -> placed(posting, Place::region);
      case REMOTE -> one(posting, PostingField.REMOTE, FilterValues::lower);
      case ELIGIBILITY -> one(posting, PostingField.ELIGIBILITY, it -> lower(it.germany()));
      case WORKING_TIME -> names(posting.values(PostingField.WORKING_TIME));
      case CONTRACT -> names(posting.values(PostingField.CONTRACT));
      case SKILL -> posting.values(PostingField.SKILLS);
      case SOFT_SKILL -> posting.values(PostingField.SOFT_SKILLS);
      case TASK -> posting.values(PostingField.TASKS);
      case EMPLOYER -> one(posting, PostingField.EMPLOYER, Employer::name);
      case SITE -> List.of(posting.site().value());
      case LANGUAGE -> one(posting, PostingField.LANGUAGE, Locale::getLanguage);
      case PAY_UNIT ->
          posting.known(PostingField.PAY).stream()
              .map(Pay::unit)
              .filter(Objects::nonNull)
              .map(Enum::name)
              .toList();
      case PAY -> one(posting, PostingField.PAY, GermanText::pay);
      case POSTED_WEEK -> day(posting);
    };
  }

  private static List<String> day(ShownPosting posting) {
    return posting
        .known(PostingField.DATE_POSTED)
        .or(() ->
            Optional.of(posting.lifespan().firstSeen().atZone(GermanText.BERLIN).toLocalDate()))
        .map(Object::toString)
        .stream()
        .toList();
  }

  private static <T> List<String> one(
      ShownPosting posting, PostingField<Fact<T>> field, Function<T, String> said) {
    return posting.known(field).map(said).stream().toList();
  }

  private interface Part {
    @Nullable String of(Place place);
  }

  private static List<String> placed(ShownPosting posting, Part part) {
    return posting.values(PostingField.LOCATIONS).stream()
        .flatMap(place -> Stream.ofNullable(part.of(place)))
        .distinct()
        .toList();
  }

  private static List<String> names(List<? extends Enum<?>> values) {
    return values.stream().<String>map(Enum::name).toList();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
