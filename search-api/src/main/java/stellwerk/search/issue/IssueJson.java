package stellwerk.search.issue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.search.http.Json;

/// An issue as JSON: the form in which it is frozen, and in which developers get it.
final class IssueJson {
  private IssueJson() {}

  static byte[] write(Issue issue) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("occupation", issue.occupation());
    document.put("title", issue.title());
    document.put("issue", issue.date().toString());
    // In a fixed order, here as everywhere: a frozen issue has the same bytes in every process.
    Map<String, String> window = new LinkedHashMap<>();
    window.put("from", issue.from().toString());
    window.put("until", issue.until().toString());
    document.put("window", window);
    document.put("empty", issue.empty());
    document.put("subject", issue.subject());
    document.put("preheader", issue.preheader());
    document.put("groups", issue.groups().stream().map(IssueJson::group).toList());
    document.put("left", issue.left());
    document.put("more_url", issue.moreUrl());
    document.put("imprint", issue.imprint());
    document.put("links", links(issue));
    return Json.write(document);
  }

  private static Map<String, Object> links(Issue issue) {
    Map<String, Object> links = new LinkedHashMap<>();
    for (IssueForm form : IssueForm.values()) {
      links.put(form.ending(), path(issue, form));
    }
    return links;
  }

  /// The dated address of an issue's form, which never redirects.
  static String path(Issue issue, IssueForm form) {
    return "/v1/issues/" + issue.occupation() + "/" + issue.date() + "." + form.ending();
  }

  private static Map<String, @Nullable Object> group(Issue.Group group) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("region", group.region());
    document.put("label", group.label());
    document.put("items", group.items().stream().map(IssueJson::item).toList());
    return document;
  }

  private static Map<String, @Nullable Object> item(Issue.Item item) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", item.id());
    document.put("vacancy_id", item.vacancy());
    document.put("tier", item.tier());
    document.put("title", item.title());
    document.put("employer", item.employer());
    document.put("url", item.url());
    document.put("place", item.place().isEmpty() ? null : item.place());
    document.put("pay_text", item.payText());
    document.put("date_posted", item.since().toString());
    document.put("origin", item.origin());
    return document;
  }

  /// Reads what [#write] wrote.
  static Issue read(byte[] json) {
    Map<String, @Nullable Object> document = Json.read(json);
    Map<String, @Nullable Object> window = map(document.get("window"));
    List<Issue.Group> groups = new ArrayList<>();
    for (Object group : list(document.get("groups"))) {
      Map<String, @Nullable Object> said = map(group);
      groups.add(
          new Issue.Group(
              text(said, "region").orElse(null),
              required(said, "label"),
              list(said.get("items")).stream().map(IssueJson::item).toList()));
    }
    return new Issue(
        required(document, "occupation"),
        required(document, "title"),
        LocalDate.parse(required(document, "issue")),
        LocalDate.parse(required(window, "from")),
        LocalDate.parse(required(window, "until")),
        required(document, "preheader"),
        groups,
        ((Number) Objects.requireNonNull(document.get("left"))).intValue(),
        text(document, "more_url").orElse(null),
        required(document, "imprint"));
  }

  private static Issue.Item item(@Nullable Object object) {
    Map<String, @Nullable Object> item = map(object);
    return new Issue.Item(
        required(item, "id"),
        required(item, "vacancy_id"),
        text(item, "tier").orElse(null),
        required(item, "title"),
        text(item, "employer").orElse(null),
        text(item, "url").orElse(null),
        text(item, "place").orElse(""),
        text(item, "pay_text").orElse(null),
        LocalDate.parse(required(item, "date_posted")),
        required(item, "origin"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(@Nullable Object object) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(object);
  }

  private static List<?> list(@Nullable Object object) {
    return (List<?>) Objects.requireNonNull(object);
  }

  private static Optional<String> text(Map<String, @Nullable Object> document, String name) {
    return Optional.ofNullable(document.get(name)).map(String.class::cast);
  }

  private static String required(Map<String, @Nullable Object> document, String name) {
    return text(document, name)
        .orElseThrow(() -> new IllegalStateException("a frozen issue has no " + name));
  }
}
