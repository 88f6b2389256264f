package stellwerk.search.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes XML with the JDK's writer, which escapes. Letters that XML forbids are left out, since
/// titles come from strangers. Used by one thread.
final class Xml {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
  private final XMLStreamWriter out;

  /// Writes one document.
  @FunctionalInterface
  interface Document {
    void write(Xml xml) throws XMLStreamException;
  }

  private Xml() throws XMLStreamException {
    out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8.name());
  }

  static byte[] write(Document document) {
    try {
      Xml xml = new Xml();
      xml.out.writeStartDocument(UTF_8.name(), "1.0");
      document.write(xml);
      xml.out.writeEndDocument();
      xml.out.close();
      return xml.bytes.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed could not be written", e);
    }
  }

  /// Opens an element; attributes are pairs of name and value.
  Xml open(String element, String... attributes) throws XMLStreamException {
    out.writeStartElement(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.writeAttribute(attributes[i], clean(attributes[i + 1]));
    }
    return this;
  }

  Xml close() throws XMLStreamException {
    out.writeEndElement();
    return this;
  }

  Xml element(String element, String text, String... attributes) throws XMLStreamException {
    open(element, attributes);
    out.writeCharacters(clean(text));
    return close();
  }

  private static String clean(String text) {
    StringBuilder allowed = new StringBuilder(text.length());
    text.codePoints()
        .filter(point ->
            point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000)
        .forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  /// A text as HTML inside of XML: RSS says that descriptions are HTML.
  static String asHtml(String text) {
    return "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>";
  }
}
