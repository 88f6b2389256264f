/// What Stellwerk costs: whole reader chain, demo crawl, index, search. Figures stand in PERFORMANCE.md.
///
/// `SearchBench` asks the index, its HTTP door, SQLite and PostgreSQL the same questions over the same invented postings; `VisibleBench` measures
/// how soon a change is found. Both are programs of their own, not JMH.
@NullMarked
package stellwerk.bench;

import org.jspecify.annotations.NullMarked;
