/// Figures over many vacancies: pay by unit and group, never mixed, with how many stand behind
/// each.
///
/// Comes in: released postings, one per vacancy. Goes out: quantiles and counts, suppressed where
/// too few stand behind them. Start reading at `CountedVacancy`.
@NullMarked
package stellwerk.indexer.statistics;

import org.jspecify.annotations.NullMarked;
