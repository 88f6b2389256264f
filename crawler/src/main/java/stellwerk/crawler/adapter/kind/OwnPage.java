package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
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
/// list said, then what the page shows.
final class OwnPage {
  private OwnPage() {}

  /// Reads a page that a list led to; where none did, its structured data alone speaks.
  static Harvest read(Site site, Fetched.Page page) {
    return Pointer.in(site.id(), page.request())
        .map(listed -> read(site, page, listed, ""))
        .orElseGet(() -> new JsonLd().read(site, page));
  }

  /// Reads a page of a system whose pages are all of one build; where no list led to it, its
  /// address is its key.
  ///
  /// @param body a selector of the description; empty where no one place is known
  static Harvest read(Site site, Fetched.Page page, String body) {
    URI url = page.request().url();
    RawPosting listed =
        Pointer.in(site.id(), page.request())
            .orElseGet(() -> RawPosting.at(site.id(), url.toString(), url).build());
    return read(site, page, listed, body);
  }

  /// Reads the page of a posting of which something is known already.
  static Harvest read(Site site, Fetched.Page page, RawPosting listed, String body) {
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
    return closed.isEmpty()
        ? posting(site, document, structured, listed, body)
        : closed(listed.key(), closed);
  }

  /// The page says that its job is closed.
  static Harvest closed(String key, List<ClosedSign> signs) {
    return new Harvest.Read(
        List.of(),
        List.of(),
        List.of(new Skipped(key, JsonLd.CLOSED)),
        signs,
        List.of(),
        null,
        null);
  }

  /// The job that the page is about: its only one, else the one that the list named; similar jobs
  /// stand on many pages.
  private static Optional<Job> own(List<Job> jobs, RawPosting listed) {
    return jobs.stream()
        .filter(job ->
            jobs.size() == 1
                || JobPostingReader.url(job, listed.url()).filter(listed.url()::equals).isPresent()
                || listed
                    .first(TITLE)
                    .filter(title -> title.text().equals(JobPostingReader.title(job)))
                    .isPresent())
        .findFirst();
  }

  private static Harvest posting(
      Site site, Document document, StructuredJobs structured, RawPosting listed, String body) {
    RawPosting.Builder posting = RawPosting.at(site.id(), listed.key(), listed.url());
    own(structured.jobs(), listed)
        .ifPresent(job -> {
          posting.structured(TITLE, JobPostingReader.title(job), JobPostingReader.titleAt(job));
          JobPostingReader.fill(posting, job);
        });
    Pointer.complete(posting, listed);
    Element main = document.selectFirst("main h1");
    Element heading = main == null ? document.selectFirst("h1") : main;
    if (posting.build().all(TITLE).isEmpty() && heading != null) {
      posting.text(TITLE, heading.text(), "css h1");
    }
    if (posting.build().all(EMPLOYER).isEmpty()) {
      Company.add(posting, site);
    }
    if (!body.isEmpty() && posting.build().all(DESCRIPTION).isEmpty()) {
      List<String> parts = document.select(body).stream().map(Element::html).toList();
      posting.text(DESCRIPTION, String.join("\n", parts), "css " + body);
    }
    RawPosting completed = PageBody.completed(posting, document);
    return completed.all(TITLE).isEmpty()
        ? Harvest.Read.of(
            List.of(), List.of(new Quarantined(listed.key(), "its own page names no title")))
        : Harvest.Read.of(List.of(completed), List.of());
  }
}
