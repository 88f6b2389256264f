package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.WorkingTime;

/// What else is known of a posting when its pay is read; every part may be missing.
///
/// @param country ISO 3166-1 alpha-2 of the place of work; empty if not known
/// @param weeklyHours hours a week that another reader found; null if none
/// @param date the start if known, else the day of posting, else today: statutory values and pay
///   scales are those of this day
public record PayContext(
    String country,
    Set<WorkingTime> workingTime,
    Set<Contract> contract,
    Pay.@Nullable Hours weeklyHours,
    LocalDate date) {
  public PayContext {
    workingTime = Set.copyOf(workingTime);
    contract = Set.copyOf(contract);
  }

  /// A context that knows the country and the day only.
  public static PayContext of(String country, LocalDate date) {
    return of(country, Set.of(), Set.of(), date);
  }

  /// A context without hours.
  public static PayContext of(
      String country, Set<WorkingTime> workingTime, Set<Contract> contract, LocalDate date) {
    return new PayContext(country, workingTime, contract, null, date);
  }
}
