package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.ClosedSign;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.JobPostingReader;
import stellwerk.crawler.adapter.page.PageBody;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.StructuredJobs;
import stellwerk.crawler.adapter.page.StructuredJobs.Job;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;

/// The page for people of a posting that a list led to: its structured data first, then what the
/// list said, then the page's own words.
final class OwnPage {
  private OwnPage() {}

  static Harvest read(Site site, Fetched.Page page) {
    Optional<RawPosting> listed = Pointer.in(site.id(), page.request());
    if (listed.isEmpty()) {
      return new JsonLd().read(site, page);
    }
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    StructuredJobs structured = StructuredJobs.in(document);
    PageSignals signals =
        new PageSignals(page, document, !structured.jobs().isEmpty(), site.closingPhrases());
    Optional<NotThePage> problem = signals.problem();
    if (problem.isPresent()) {
      return problem.get();
    }
    List<ClosedSign> closed = JsonLd.closed(page, structured, signals);
    if (!closed.isEmpty()) {
      return new Harvest.Read(
          List.of(),
          List.of(),
          List.of(new Skipped(listed.get().key(), JsonLd.CLOSED)),
          closed,
          List.of(),
          null,
          null);
    }
    return posting(site, document, structured, listed.get());
  }

  private static Harvest posting(
      Site site, Document document, StructuredJobs structured, RawPosting listed) {
    RawPosting.Builder posting = RawPosting.at(site.id(), listed.key(), listed.url());
    if (!structured.jobs().isEmpty()) {
      Job job = structured.jobs().getFirst();
      posting.structured(TITLE, JobPostingReader.title(job), JobPostingReader.titleAt(job));
      JobPostingReader.fill(posting, job);
    }
    Pointer.complete(posting, listed);
    if (posting.build().all(EMPLOYER).isEmpty()) {
      Company.add(posting, site);
    }
    RawPosting completed = PageBody.completed(posting, document);
    return completed.all(TITLE).isEmpty()
        ? Harvest.Read.of(
            List.of(), List.of(new Quarantined(listed.key(), "its own page names no title")))
        : Harvest.Read.of(List.of(completed), List.of());
  }
}
