package stellwerk.search.issue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stellwerk.search.feed.Channel;
import stellwerk.search.feed.FeedFormat;
import stellwerk.search.render.GermanText;

/// An issue as RSS, for tools that make mails out of feeds. An empty issue has no items, so that
/// they send nothing.
final class IssueFeed {
  private IssueFeed() {}

  static byte[] of(Issue issue, String base) {
    Instant day = issue.date().atStartOfDay(GermanText.BERLIN).toInstant();
    String home = base + IssueJson.path(issue, IssueForm.HTML);
    return FeedFormat.RSS.write(
        new Channel(
            issue.subject(),
            IssueHtml.span(issue),
            base + IssueJson.path(issue, IssueForm.RSS),
            home,
            day,
            issue.groups().stream()
                .flatMap(group ->
                    group.items().stream().map(item -> item(item, group.label(), home, day)))
                .toList()));
  }

  private static Channel.Item item(Issue.Item item, String group, String home, Instant day) {
    return new Channel.Item(
        item.id(),
        item.title(),
        Optional.ofNullable(item.url()).orElse(home),
        day,
        day,
        Optional.ofNullable(item.employer()).orElse(item.origin()),
        List.of(group),
        IssueHtml.facts(item) + " · " + IssueHtml.source(item));
  }
}
