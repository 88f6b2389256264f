package stellwerk.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;

/// Reads one `config/sites/<id>.yaml`.
final class SiteFile {
  private static final Set<String> COMMON_OPTIONS = Set.of("company", "language", "api_version");

  private final Map<String, List<String>> wordsByOccupation;

  /// Reads with the words of the known occupations.
  ///
  /// @param wordsByOccupation what `{q}` becomes for each known occupation
  SiteFile(Map<String, List<String>> wordsByOccupation) {
    this.wordsByOccupation = wordsByOccupation;
  }

  /// Reads a site; a file with faults gives a site too, which must not be used.
  Site read(YamlMap top) {
    if (top.integer("version", 1) != 1) {
      top.fault("version", "this program reads version 1 of a site's file");
    }
    boolean enabled = top.flag("enabled", true);
    if (!enabled) {
      top.file().leaveSecrets();
    }
    SiteId id = id(top);
    String name = top.required("name");
    String kind = top.required("kind");
    top.text("contact");
    top.texts("alerts");
    Options options = options(top, kind);
    Rights rights = SiteManners.rights(top, name, kind, enabled);
    var site =
        new Site(
            id,
            name,
            kind,
            top.read("homepage", Quantities::url).orElse(null),
            enabled,
            options,
            start(top),
            SelectorRulesReader.read(top),
            SiteManners.schedule(top),
            SiteManners.politeness(top),
            SiteManners.http(top),
            rights,
            SiteManners.expect(top));
    top.end();
    return site;
  }

  private static SiteId id(YamlMap top) {
    String id = top.required("id");
    String file = String.valueOf(top.file().path().getFileName());
    if (!SiteId.fits(id)) {
      if (!id.isEmpty()) {
        top.fault("id", "an id is lower-case letters, digits and hyphens");
      }
      return new SiteId("unnamed");
    }
    if (!file.equals(id + ".yaml")) {
      top.fault("id", "the file of site “" + id + "” must be called " + id + ".yaml");
    }
    return new SiteId(id);
  }

  private Options options(YamlMap top, String kind) {
    YamlMap map = top.map("options").orElse(null);
    Adapter adapter = Adapters.of(kind).orElse(null);
    if (adapter == null) {
      if (!kind.isEmpty()) {
        List<String> kinds = Adapters.all().stream().map(Adapter::kind).sorted().toList();
        top.fault(
            "kind",
            "there is no kind “"
                + kind
                + "”: "
                + String.join(", ", kinds)
                + YamlMap.meant(kind, kinds));
      }
      if (map != null) {
        map.keys().forEach(map::texts);
      }
      return Options.NONE;
    }
    Map<String, List<String>> values = new HashMap<>();
    if (map != null) {
      for (String key : union(adapter.options(), COMMON_OPTIONS)) {
        List<String> texts = searchWords(map, key);
        if (!texts.isEmpty()) {
          values.put(key, texts);
        }
      }
      map.end();
    }
    if (!top.has("start")) {
      for (String key : adapter.requiredOptions()) {
        if (!values.containsKey(key)) {
          top.fault("options", "kind “" + kind + "” needs “options." + key + "”");
        }
      }
    }
    return new Options(values);
  }

  /// `occupation: ki-trainer` instead of `search` takes that occupation's words.
  private List<String> searchWords(YamlMap options, String key) {
    if (!key.equals("search") || !options.has("occupation")) {
      return options.texts(key);
    }
    return options.texts("occupation").stream()
        .flatMap(id -> words(options, "occupation", id).stream())
        .toList();
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> all = new HashSet<>(a);
    all.addAll(b);
    return all;
  }

  private List<String> words(YamlMap map, String key, String occupation) {
    List<String> words = wordsByOccupation.get(occupation);
    if (words == null) {
      map.fault(
          key,
          "there is no occupation “"
              + occupation
              + "”"
              + YamlMap.meant(occupation, wordsByOccupation.keySet()));
      return List.of();
    }
    return words;
  }

  private List<StartUrl> start(YamlMap top) {
    List<StartUrl> starts = new ArrayList<>();
    for (YamlMap map : top.maps("start")) {
      String url = map.required("url");
      List<String> words =
          map.texts("for_occupations").stream()
              .flatMap(id -> words(map, "for_occupations", id).stream())
              .distinct()
              .toList();
      if (url.contains("{q}") && words.isEmpty()) {
        map.fault("url", "“{q}” needs “for_occupations”: whose words to ask for");
      }
      starts.add(new StartUrl(url, words, pages(map)));
      map.end();
    }
    return starts;
  }

  private static StartUrl.Pages pages(YamlMap start) {
    YamlMap map = start.map("pages").orElse(null);
    if (map == null) {
      return StartUrl.Pages.SINGLE;
    }
    var pages =
        new StartUrl.Pages(
            map.integer("from", 1),
            map.integer("to", 1),
            map.oneOf("stop_when", List.of("empty", "no_new"), "empty").equals("empty")
                ? StartUrl.StopWhen.EMPTY
                : StartUrl.StopWhen.NO_NEW);
    map.end();
    return pages;
  }
}
