package stellwerk.indexer.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How many vacancies say each of several things. A vacancy counts once for a thing, however often
/// it says it.
public final class Counts {
  /// One thing.
  ///
  /// @param vacancies how many say it
  /// @param suppressed whether too few do, or too few employers: then only their number is said
  public record Count<K>(K key, int vacancies, boolean suppressed, int ofAll) {
    /// The share of all vacancies; empty if it is suppressed.
    public Optional<Double> share() {
      return suppressed || ofAll == 0
          ? Optional.empty()
          : Optional.of(Math.round(1000.0 * vacancies / ofAll) / 1000.0);
    }
  }

  private Counts() {}

  /// Counts, most first; of equal ones in the order in which they were met.
  ///
  /// @param expected things that are named even if nobody says them
  /// @param said what a vacancy says
  public static <K> List<Count<K>> of(
      List<CountedVacancy> vacancies,
      Collection<K> expected,
      Function<CountedVacancy, ? extends Collection<K>> said,
      Threshold threshold) {
    Map<K, Integer> numbers = new LinkedHashMap<>();
    Map<K, Set<String>> employers = new LinkedHashMap<>();
    expected.forEach(key -> numbers.put(key, 0));
    for (CountedVacancy vacancy : vacancies) {
      for (K key : new HashSet<>(said.apply(vacancy))) {
        numbers.merge(key, 1, Integer::sum);
        employers.computeIfAbsent(key, _ -> new HashSet<>()).add(vacancy.employer());
      }
    }
    List<Count<K>> counts = new ArrayList<>();
    numbers.forEach((key, number) -> {
      int who = employers.getOrDefault(key, Set.of()).size();
      counts.add(new Count<>(key, number, !threshold.met(number, who), vacancies.size()));
    });
    counts.sort(Comparator.<Count<K>>comparingInt(Count::vacancies).reversed());
    return counts;
  }
}
