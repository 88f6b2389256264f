/// What Stellwerk costs: whole reader chain, demo crawl, index, search. Figures stand in PERFORMANCE.md.
@NullMarked
package stellwerk.bench;

import org.jspecify.annotations.NullMarked;
