package stellwerk.crawler.adapter.kind;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;
import tools.jackson.databind.JsonNode;

/// A folder of invented pages: `site.json` says what the site's file would say, and which page
/// answers which request.
record SavedSite(Site site, List<Fetched.Page> pages) {

  static SavedSite in(Path folder) throws IOException {
    JsonNode json = Json.read(Files.readString(folder.resolve("site.json"))).orElseThrow();
    Site site = site(kind(folder), json);
    List<Fetched.Page> pages = new ArrayList<>();
    for (JsonNode page : json.path("pages").values()) {
      Request request =
          Request.get(
                  URI.create(page.path("url").asString()),
                  Request.Purpose.valueOf(page.path("purpose").asString()))
              .carrying(texts(page.path("carried")));
      byte[] body = Files.readAllBytes(folder.resolve(page.path("file").asString()));
      pages.add(Fetched.Page.saved(request, page.path("type").asString(), body, Instant.EPOCH));
    }
    return new SavedSite(site, pages);
  }

  /// The folder's name before its dot.
  static String kind(Path folder) {
    return folder.getFileName().toString().replaceFirst("\\..*", "");
  }

  private static Site site(String kind, JsonNode json) {
    Map<String, List<String>> options = new HashMap<>();
    json.path("options")
        .properties()
        .forEach(option ->
            options.put(
                option.getKey(),
                Json.all(option.getValue()).stream().map(JsonNode::asString).toList()));
    List<StartUrl> start =
        json.path("start").values().stream()
            .map(url ->
                new StartUrl(
                    url.asString(),
                    List.of("KI Trainer"),
                    new StartUrl.Pages(1, 3, StartUrl.StopWhen.EMPTY)))
            .toList();
    Site plain =
        Site.of(
            new SiteId("saved-" + kind.replace('_', '-')),
            "Saved site",
            kind,
            new Options(options),
            start);
    String homepage = Json.text(json, "homepage");
    return new Site(
        plain.id(),
        plain.name(),
        kind,
        homepage == null ? null : URI.create(homepage),
        true,
        plain.options(),
        plain.start(),
        selectors(json.path("selectors")),
        plain.schedule(),
        plain.politeness(),
        plain.http(),
        plain.rights(),
        plain.expect());
  }

  private static @Nullable SelectorRules selectors(JsonNode json) {
    if (json.isMissingNode()) {
      return null;
    }
    Map<RawField, SelectorRules.Pick> fields = new EnumMap<>(RawField.class);
    json.path("fields")
        .properties()
        .forEach(field -> {
          SelectorRules.Pick pick = pick(field.getValue());
          if (pick != null) {
            fields.put(RawField.valueOf(field.getKey()), pick);
          }
        });
    return new SelectorRules(
        pick(json.path("item")),
        pick(json.path("link")),
        pick(json.path("total")),
        pick(json.path("next")),
        json.path("prefer_json_ld").asBoolean(false),
        fields,
        embedded(json.path("embedded")));
  }

  private static @Nullable EmbeddedRules embedded(JsonNode json) {
    if (json.isMissingNode()) {
      return null;
    }
    Map<RawField, EmbeddedRules.Path> fields = new EnumMap<>(RawField.class);
    json.path("fields")
        .properties()
        .forEach(field ->
            fields.put(
                RawField.valueOf(field.getKey()),
                EmbeddedRules.Path.of(field.getValue().asString())));
    String id = Json.text(json, "id");
    String total = Json.text(json, "total");
    return new EmbeddedRules(
        json.path("script").asString(),
        EmbeddedRules.Path.of(json.path("list").asString()),
        id == null ? null : EmbeddedRules.Path.of(id),
        new EmbeddedRules.Address(json.path("url").asString()),
        total == null ? null : EmbeddedRules.Path.of(total),
        fields);
  }

  private static SelectorRules.@Nullable Pick pick(JsonNode json) {
    return json.isMissingNode()
        ? null
        : new SelectorRules.Pick(
            json.path("css").asString(),
            Json.text(json, "attr"),
            json.path("all").asBoolean(false),
            json.path("html").asBoolean(false));
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new HashMap<>();
    json.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }
}
