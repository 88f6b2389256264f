package stellwerk.crawler.adapter.page;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.fetch.Fetched;

/// A sitemap file (sitemaps.org 0.9): XML in either namespace, index, gzip, or text. We decompress
/// and count, because the library does neither (`crawling.md` behaviour 33).
///
/// @param pages the addresses it lists, in its order
/// @param children the sitemap files it lists, if it is an index
/// @param capped why the list was cut; null if it was read whole
public record Sitemap(List<URI> pages, List<URI> children, @Nullable String capped) {
  /// sitemaps.org: at most 50 MiB and 50,000 addresses a file.
  public static final int MOST_BYTES = 52_428_800;

  public static final int MOST_PAGES = 50_000;

  private static final Set<String> FEEDS = Set.of("rss", "feed", "rdf:RDF", "RDF");

  /// What reading came to.
  public sealed interface Outcome {
    record Read(Sitemap sitemap) implements Outcome {}

    record Not(NotThePage problem) implements Outcome {}
  }

  /// Reads a sitemap file.
  ///
  /// @param wanted which pages to keep; the others are passed over while reading
  public static Outcome read(Fetched.Page page, Predicate<URI> wanted) {
    byte[] body;
    try {
      body = decompressed(page.body());
    } catch (IOException broken) {
      return not(Problem.CUT_OFF, "the gzip stream is broken: " + broken.getMessage());
    }
    if (body.length > MOST_BYTES) {
      return not(Problem.WRONG_SHAPE, "a sitemap of more than 50 MiB");
    }
    Fetched.Page plain =
        new Fetched.Page(
            page.request(),
            page.url(),
            page.status(),
            page.headers(),
            body,
            page.wireBytes(),
            page.took(),
            page.at());
    boolean text = !Shape.head(body).stripLeading().startsWith("<");
    if (!text) {
      Optional<NotThePage> shape =
          Shape.notXml(plain, Set.of("urlset", "sitemapindex", "rss", "feed", "RDF"));
      if (shape.isPresent()) {
        return new Outcome.Not(shape.get());
      }
    }
    return parse(plain, text, wanted);
  }

  private static Outcome parse(Fetched.Page page, boolean text, Predicate<URI> wanted) {
    Set<String> seen = new HashSet<>();
    Set<URI> pages = new LinkedHashSet<>();
    // a feed's filter is asked for the channel's own address, too; a feed is short
    boolean feed = FEEDS.contains(String.valueOf(Shape.root(Shape.head(page.body()))));
    SiteMapParser parser = new SiteMapParser(false, false);
    parser.setStrictNamespace(false);
    // a filter that keeps nothing inside the parser: a million addresses must not become its
    // objects
    parser.setURLFilter(
        (Function<String, @Nullable String>)
            address -> {
              Optional<URI> uri = HtmlPage.resolve(page.url(), address);
              if (uri.isPresent() && isNew(seen, address) && !feed) {
                uri.filter(wanted).ifPresent(pages::add);
              }
              return feed ? address : null;
            });
    try {
      if (text) {
        Shape.lines(page.body())
            .forEach(line ->
                HtmlPage.resolve(page.url(), line.startsWith("http") ? line : null)
                    .filter(_ -> isNew(seen, line))
                    .filter(wanted)
                    .ifPresent(pages::add));
        return seen.size() == 0
            ? not(Problem.WRONG_SHAPE, "neither XML nor a list of addresses")
            : done(new ArrayList<>(pages), List.of(), seen.size());
      }
      if (isIndex(page)) {
        return index(page);
      }
      AbstractSiteMap read =
          parser.parseSiteMap("text/xml", page.body(), new SiteMap(page.url().toURL()));
      if (feed && read instanceof SiteMap items) {
        items.getSiteMapUrls().stream()
            .flatMap(item -> HtmlPage.resolve(page.url(), item.getUrl().toString()).stream())
            .filter(wanted)
            .forEach(pages::add);
      }
      return read instanceof SiteMapIndex
          ? index(page)
          : done(new ArrayList<>(pages), List.of(), seen.size());
    } catch (UnknownFormatException broken) {
      // what stood before the break is there, but it is not the whole list
      return pages.isEmpty()
          ? not(Problem.WRONG_SHAPE, "no sitemap: " + broken.getMessage())
          : new Outcome.Read(
              new Sitemap(List.copyOf(pages), List.of(), "broken XML: " + broken.getMessage()));
    } catch (IOException broken) {
      return not(Problem.WRONG_SHAPE, "no sitemap: " + broken.getMessage());
    }
  }

  /// The library asks its filter several times for one address; one address more than allowed is
  /// remembered as the sign that there were more.
  private static boolean isNew(Set<String> seen, String address) {
    return seen.size() <= MOST_PAGES && seen.add(address) && seen.size() <= MOST_PAGES;
  }

  private static boolean isIndex(Fetched.Page page) {
    String root = Shape.root(Shape.head(page.body()));
    return root != null && root.endsWith("sitemapindex");
  }

  private static Outcome index(Fetched.Page page)
      throws UnknownFormatException, IOException, MalformedURLException {
    SiteMapParser parser = new SiteMapParser(false, true);
    parser.setStrictNamespace(false);
    AbstractSiteMap read =
        parser.parseSiteMap("text/xml", page.body(), new SiteMap(page.url().toURL()));
    Set<URI> children = new LinkedHashSet<>();
    if (read instanceof SiteMapIndex index) {
      for (AbstractSiteMap child : index.getSitemaps()) {
        HtmlPage.resolve(page.url(), child.getUrl().toString()).ifPresent(children::add);
      }
    }
    return done(List.of(), new ArrayList<>(children), children.size());
  }

  private static Outcome done(List<URI> pages, List<URI> children, int seen) {
    return new Outcome.Read(
        new Sitemap(
            pages,
            children,
            seen > MOST_PAGES ? "a sitemap with more than " + MOST_PAGES + " addresses" : null));
  }

  private static byte[] decompressed(byte[] body) throws IOException {
    boolean zipped = body.length > 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
    if (!zipped) {
      return body;
    }
    try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return stream.readNBytes(MOST_BYTES + 1);
    }
  }

  private static Outcome not(Problem problem, String detail) {
    return new Outcome.Not(new NotThePage(problem, detail));
  }
}
