package stellwerk.crawler.adapter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Structured data in a page's own elements, as the tree that JSON-LD would give: HTML microdata
/// (itemscope, itemtype, itemprop, itemref) and RDFa Lite (typeof, property).
enum Microdata {
  ITEM("microdata", "itemtype", "itemprop"),
  RDFA("rdfa", "typeof", "property");

  /// Properties whose value is markup.
  private static final Set<String> MARKUP =
      Set.of(
          "description",
          "responsibilities",
          "qualifications",
          "skills",
          "experiencerequirements",
          "educationrequirements",
          "jobbenefits",
          "benefits",
          "incentivecompensation");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String at;
  private final String type;
  private final String property;

  Microdata(String at, String type, String property) {
    this.at = at;
    this.type = type;
    this.property = property;
  }

  String at() {
    return at;
  }

  /// The job postings of a page.
  List<JsonNode> things(Document document) {
    List<JsonNode> things = new ArrayList<>();
    for (Element element : document.getElementsByAttribute(type)) {
      if (element.attr(type).toLowerCase(Locale.ROOT).contains("jobposting")) {
        things.add(thing(element, new HashSet<>()));
      }
    }
    return things;
  }

  private ObjectNode thing(Element element, Set<Element> open) {
    ObjectNode thing = NODES.objectNode();
    thing.put("@type", element.attr(type).strip().split("\\s+", 2)[0]);
    if (open.add(element)) {
      properties(element, thing, open);
      for (String id : element.attr("itemref").strip().split("\\s+", -1)) {
        Element referred =
            id.isEmpty()
                ? null
                : element.ownerDocument() == null
                    ? null
                    : element.ownerDocument().getElementById(id);
        if (referred != null && !open.contains(referred)) {
          property(referred, thing, open);
        }
      }
      open.remove(element);
    }
    return thing;
  }

  private void properties(Element parent, ObjectNode thing, Set<Element> open) {
    for (Element child : parent.children()) {
      property(child, thing, open);
    }
  }

  private void property(Element element, ObjectNode thing, Set<Element> open) {
    boolean scope = element.hasAttr("itemscope") || element.hasAttr(type);
    if (element.hasAttr(property)) {
      JsonNode nested = scope ? thing(element, open) : null;
      for (String name : element.attr(property).strip().split("\\s+", -1)) {
        String bare = name.replaceAll("^.*[/#:]", "");
        if (!bare.isEmpty()) {
          add(thing, bare, nested == null ? NODES.stringNode(value(element, bare)) : nested);
        }
      }
    }
    if (!scope) {
      properties(element, thing, open);
    }
  }

  private static void add(ObjectNode thing, String name, JsonNode value) {
    JsonNode before = thing.get(name);
    if (before == null) {
      thing.set(name, value);
    } else if (before instanceof ArrayNode array) {
      array.add(value);
    } else {
      thing.set(name, NODES.arrayNode().add(before).add(value));
    }
  }

  private static String value(Element element, String name) {
    if (element.hasAttr("content")) {
      return element.attr("content");
    }
    return switch (element.normalName()) {
      case "a", "area", "link" ->
          element.hasAttr("href") && isLink(name) ? element.absUrl("href") : element.text();
      case "img", "audio", "embed", "iframe", "source", "track", "video" -> element.absUrl("src");
      case "time" -> element.hasAttr("datetime") ? element.attr("datetime") : element.text();
      case "data", "meter" -> element.hasAttr("value") ? element.attr("value") : element.text();
      default -> MARKUP.contains(name.toLowerCase(Locale.ROOT)) ? element.html() : element.text();
    };
  }

  /// The title of a job is often a link, and its words are meant, not its address.
  private static boolean isLink(String name) {
    return switch (name) {
      case "url", "sameAs", "image", "logo", "mainEntityOfPage", "itemid" -> true;
      default -> false;
    };
  }
}
