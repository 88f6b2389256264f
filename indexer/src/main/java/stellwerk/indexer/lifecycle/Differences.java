package stellwerk.indexer.lifecycle;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.lifecycle.ChangeEvent.Difference;
import stellwerk.indexer.posting.CompanySize;
import stellwerk.indexer.posting.Condition;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.posting.Start;

/// In which fields two readings of a posting differ. Pure.
///
/// Values are compared, not the words they were read from: the same pay written otherwise is no
/// change.
public final class Differences {
  private static final int LONGEST = 160;

  private Differences() {}

  /// The differing fields by public name, each with its value before and after as short text.
  public static SortedMap<String, Difference> between(Posting before, Posting after) {
    SortedMap<String, Difference> differences = new TreeMap<>();
    for (PostingField<?> field : PostingField.ALL) {
      note(differences, field.name(), value(field.of(before)), value(field.of(after)));
    }
    note(differences, "url", before.url(), after.url());
    note(differences, "vacancy_id", before.vacancy(), after.vacancy());
    note(differences, "flags", nullIfEmpty(before.flags()), nullIfEmpty(after.flags()));
    return differences;
  }

  /// Says whether the only news is a later date, the sign of a repost.
  public static boolean onlyDateBumped(
      Posting before, Posting after, Map<String, Difference> differences) {
    return differences.keySet().equals(java.util.Set.of(PostingField.DATE_POSTED.name()))
        && before
            .datePosted()
            .known()
            .flatMap(old -> after.datePosted().known().map(old::isBefore))
            .orElse(false);
  }

  private static void note(
      SortedMap<String, Difference> into,
      String name,
      @Nullable Object before,
      @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      into.put(name, new Difference(text(before), text(after)));
    }
  }

  /// A field's value without its evidence; null if there is none.
  private static @Nullable Object value(Object field) {
    return switch (field) {
      case Fact<?> fact -> fact.known().orElse(null);
      case Collection<?> facts ->
          nullIfEmpty(
              facts.stream()
                  .map(it -> it instanceof Fact.Known<?>(var value, _) ? value : it)
                  .toList());
      default -> field;
    };
  }

  private static @Nullable Collection<?> nullIfEmpty(Collection<?> values) {
    return values.isEmpty() ? null : values;
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = shown(value).strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String shown(Object value) {
    return switch (value) {
      case Collection<?> values ->
          values.stream().map(Differences::shown).sorted().collect(Collectors.joining(", "));
      case Employer employer -> employer.name();
      case Membership membership -> membership.occupation() + "/" + membership.tier();
      case Place place -> shown(place);
      case Pay pay -> shown(pay);
      case Locale locale -> locale.toLanguageTag();
      case Start start -> start.text();
      case Range range -> plain(range.min()) + "–" + plain(range.max());
      case CompanySize size -> size.band();
      case Condition condition -> condition.kind() + ":" + condition.value();
      default -> value.toString();
    };
  }

  private static String shown(Place place) {
    String region = place.region() != null ? place.region() : place.country();
    String name = place.city() != null ? place.city() : place.postalCode();
    if (name == null) {
      return String.valueOf(region);
    }
    return region == null ? name : name + " (" + region + ")";
  }

  private static String shown(Pay pay) {
    BigDecimal min = pay.min();
    BigDecimal max = pay.max();
    String amount =
        min == null && max == null
            ? String.valueOf(pay.tariff())
            : plain(min) + "–" + plain(max) + " " + pay.currency();
    return pay.unit() == null ? amount : amount + "/" + pay.unit();
  }

  private static String plain(@Nullable BigDecimal amount) {
    return amount == null ? "" : amount.toPlainString();
  }
}
