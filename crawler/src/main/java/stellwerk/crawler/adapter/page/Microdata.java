package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
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

  /// The job postings of a page; after a bounded number of elements and characters the rest is
  /// passed over, for references could make a page endless.
  List<JsonNode> things(Document document) {
    List<JsonNode> things = new ArrayList<>();
    Walk walk = new Walk(document);
    for (Element element : document.getElementsByAttribute(type)) {
      if (element.attr(type).toLowerCase(Locale.ROOT).contains("jobposting") && walk.mayGoOn()) {
        things.add(thing(element, walk));
      }
    }
    return things;
  }

  /// One reading of a page: what may still be visited, and which things are open.
  private static final class Walk {
    private final Document document;
    private final Set<Element> open = new HashSet<>();
    private final Map<String, Element> ids = new HashMap<>();
    private int elements = 200_000;
    private int characters = 10_000_000;

    Walk(Document document) {
      this.document = document;
    }

    boolean mayGoOn() {
      return elements > 0 && characters > 0;
    }

    @Nullable Element referred(String id) {
      if (ids.isEmpty()) {
        document.getElementsByAttribute("id").forEach(one -> ids.putIfAbsent(one.id(), one));
      }
      return ids.get(id);
    }
  }

  private ObjectNode thing(Element element, Walk walk) {
    ObjectNode thing = NODES.objectNode();
    thing.put("@type", element.attr(type).strip().split("\\s+", 2)[0]);
    if (walk.open.add(element)) {
      properties(element, thing, walk);
      for (String id : element.attr("itemref").strip().split("\\s+", -1)) {
        Element referred = id.isEmpty() ? null : walk.referred(id);
        if (referred != null && !walk.open.contains(referred)) {
          property(referred, thing, walk);
        }
      }
      walk.open.remove(element);
    }
    return thing;
  }

  private void properties(Element parent, ObjectNode thing, Walk walk) {
    for (Element child : parent.children()) {
      property(child, thing, walk);
    }
  }

  private void property(Element element, ObjectNode thing, Walk walk) {
    walk.elements--;
    if (!walk.mayGoOn()) {
      return;
    }
    boolean scope = element.hasAttr("itemscope") || element.hasAttr(type);
    if (element.hasAttr(property)) {
      JsonNode nested = scope ? thing(element, walk) : null;
      for (String name : element.attr(property).strip().split("\\s+", -1)) {
        String bare = name.replaceAll("^.*[/#:]", "");
        if (!bare.isEmpty()) {
          add(thing, bare, nested == null ? NODES.stringNode(value(element, bare, walk)) : nested);
        }
      }
    }
    if (!scope) {
      properties(element, thing, walk);
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

  private static String value(Element element, String name, Walk walk) {
    String value = value(element, name);
    walk.characters -= value.length();
    return value;
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
