package stellwerk.search.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/// RSS 2.0 (<https://www.rssboard.org/rss-specification>), with Atom's link to itself.
final class Rss {
  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);

  private Rss() {}

  static byte[] write(Channel channel) {
    return Xml.write(xml -> {
      xml.open("rss", "version", "2.0", "xmlns:atom", "http://www.w3.org/2005/Atom");
      xml.open("channel");
      xml.element("title", channel.title());
      xml.element("link", channel.home());
      xml.element("description", channel.description());
      xml.element("language", "de");
      xml.element("lastBuildDate", date(channel.updated()));
      xml.open("atom:link", "rel", "self", "type", "application/rss+xml", "href", channel.self())
          .close();
      for (Channel.Item item : channel.items()) {
        item(xml, item);
      }
      xml.close().close();
    });
  }

  private static void item(Xml xml, Channel.Item item) throws XMLStreamException {
    xml.open("item");
    xml.element("title", item.title());
    xml.element("link", item.url());
    xml.element("guid", item.id(), "isPermaLink", "false");
    xml.element("pubDate", date(item.published()));
    for (String category : item.categories()) {
      xml.element("category", category);
    }
    xml.element("description", Xml.asHtml(item.summary()));
    xml.close();
  }

  private static String date(Instant at) {
    return RFC_822.format(at.atOffset(ZoneOffset.UTC));
  }
}
