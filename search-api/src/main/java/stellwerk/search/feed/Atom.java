package stellwerk.search.feed;

import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;

/// Atom (RFC 4287).
final class Atom {
  private Atom() {}

  static byte[] write(Channel channel) {
    return Xml.write(xml -> {
      xml.open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", "de");
      xml.element("id", channel.self());
      xml.element("title", channel.title());
      xml.element("subtitle", channel.description());
      xml.element("updated", channel.updated().truncatedTo(ChronoUnit.SECONDS).toString());
      xml.open("link", "rel", "self", "type", "application/atom+xml", "href", channel.self())
          .close();
      xml.open("link", "rel", "alternate", "type", "text/html", "href", channel.home()).close();
      for (Channel.Item item : channel.items()) {
        entry(xml, item);
      }
      xml.close();
    });
  }

  private static void entry(Xml xml, Channel.Item item) throws XMLStreamException {
    xml.open("entry");
    xml.element("id", "urn:stellwerk:" + item.id());
    xml.element("title", item.title());
    xml.open("link", "rel", "alternate", "href", item.url()).close();
    xml.element("published", item.published().truncatedTo(ChronoUnit.SECONDS).toString());
    xml.element("updated", item.updated().truncatedTo(ChronoUnit.SECONDS).toString());
    xml.open("author").element("name", item.author()).close();
    for (String category : item.categories()) {
      xml.open("category", "term", category).close();
    }
    xml.element("summary", item.summary(), "type", "text");
    xml.close();
  }
}
