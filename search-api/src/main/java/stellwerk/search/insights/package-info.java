/// What the advertisements say to the article's own questions: pay against its claims, soft skills,
/// tasks, requirements, as figures, as sentences and as a fragment for its page.
///
/// Comes in: open vacancies through [stellwerk.search.catalogue.Catalogue]. Goes out: JSON and
/// HTML. Start reading at `Insights`.
@NullMarked
package stellwerk.search.insights;

import org.jspecify.annotations.NullMarked;
