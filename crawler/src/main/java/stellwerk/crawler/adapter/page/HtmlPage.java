package stellwerk.crawler.adapter.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Fetched;

/// Parses pages as browsers do: the bytes with the server's charset; jsoup looks for a byte order
/// mark and the page's own declaration, and stops at a depth of 512.
public final class HtmlPage {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private HtmlPage() {}

  public static Document parse(Fetched.Page page) {
    Charset named = page.charset();
    Document document = parse(page, named == null ? null : asBrowsersDo(named));
    Charset used = document.charset();
    // Encoding Standard §4.2: "iso-8859-1" and "us-ascii" mean windows-1252 on the Web, and others
    // their larger successor
    if (!asBrowsersDo(used).equals(used)) {
      return parse(page, asBrowsersDo(used));
    }
    return used.equals(StandardCharsets.UTF_8) && isNoUtf8(page.body())
        ? parse(page, WINDOWS_1252)
        : document;
  }

  private static Document parse(Fetched.Page page, @Nullable Charset charset) {
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(page.body()),
          charset == null ? null : charset.name(),
          page.url().toString(),
          Parser.htmlParser());
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading bytes in memory", impossible);
    }
  }

  /// Parses XML with the document's own encoding; entities that a document type declares are never
  /// expanded.
  public static Document parseXml(Fetched.Page page) {
    Charset named = page.charset();
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(page.body()),
          named == null ? null : named.name(),
          page.url().toString(),
          Parser.xmlParser());
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading bytes in memory", impossible);
    }
  }

  private static Charset asBrowsersDo(Charset named) {
    return switch (named.name()) {
      case "ISO-8859-1", "US-ASCII" -> WINDOWS_1252;
      case "ISO-8859-9" -> Charset.forName("windows-1254");
      case "GB2312", "GBK" -> Charset.forName("GB18030");
      case "Big5" -> Charset.forName("Big5-HKSCS");
      default -> named;
    };
  }

  /// What a page's relative links start from: its own `<base>`, else its address.
  public static URI base(Fetched.Page page, Document document) {
    return resolve(page.url(), document.baseUri()).orElse(page.url());
  }

  /// Whether a body holds bytes above 127 and none of them as UTF-8 has them: a page in an older
  /// encoding that does not say so.
  private static boolean isNoUtf8(byte[] body) {
    boolean any = false;
    for (int at = 0; at < body.length; at++) {
      int lead = body[at] & 0xFF;
      if (lead >= 0x80) {
        any = true;
        boolean leads = lead >= 0xC2 && lead <= 0xF4;
        if (leads && at + 1 < body.length && (body[at + 1] & 0xC0) == 0x80) {
          return false;
        }
      }
    }
    return any;
  }

  /// An address as written on a page; empty if it is none, or leads neither to http nor to https.
  public static Optional<URI> resolve(URI page, @Nullable String href) {
    if (href == null || href.isBlank() || href.length() > 2_048) {
      return Optional.empty();
    }
    try {
      String tidy = href.strip().replace(" ", "%20").replace("|", "%7C");
      URI resolved = page.resolve(tidy);
      String scheme = resolved.getScheme();
      boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
      return web && resolved.getHost() != null ? Optional.of(tidied(resolved)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static URI tidied(URI uri) {
    String scheme = uri.getScheme();
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals(scheme)
        ? uri
        : URI.create(lower + uri.toString().substring(scheme.length()));
  }

  /// Whether whoever wrote a link asks not to follow it.
  public static boolean nofollow(Element link) {
    return List.of(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+", -1))
        .contains("nofollow");
  }

  /// The page's own address: `rel=canonical` where it stays on the host, else where it came from.
  public static URI canonical(URI page, Document document) {
    Element link = document.selectFirst("link[rel=canonical][href]");
    return link == null
        ? page
        : resolve(page, link.attr("href"))
            .filter(uri -> uri.getHost().equalsIgnoreCase(page.getHost()))
            .filter(uri -> uri.getPath() != null && uri.getPath().length() > 1)
            .orElse(page);
  }
}
