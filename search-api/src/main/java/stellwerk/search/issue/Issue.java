package stellwerk.search.issue;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One issue, as it was on its day. What is written here is all that its forms are made of, so that
/// preview, sending and archive agree.
///
/// @param occupation id
/// @param title of the occupation: `KI-Trainer`
/// @param date its day on the grid
/// @param from first day whose new jobs it tells
/// @param until the day after the last of them; at most its date
/// @param preheader what mail programs show beside the subject; empty if the issue is
/// @param left how many more there were than it holds
/// @param moreUrl the portal's page with all jobs; null if there is none
/// @param imprint who answers for it
public record Issue(
    String occupation,
    String title,
    LocalDate date,
    LocalDate from,
    LocalDate until,
    String preheader,
    List<Group> groups,
    int left,
    @Nullable String moreUrl,
    String imprint) {
  /// Jobs of one region.
  ///
  /// @param region ISO 3166-2; null for jobs at home or elsewhere
  public record Group(@Nullable String region, String label, List<Item> items) {
    public Group {
      items = List.copyOf(items);
    }
  }

  /// One vacancy.
  ///
  /// @param id of the posting that represents it
  /// @param url null once the job is closed
  /// @param place in words; empty if nothing is known
  /// @param payText as published, in German words; null if nothing is stated
  /// @param since the stated day, or the one on which it was first seen
  /// @param origin whose advertisement it is
  public record Item(
      String id,
      String vacancy,
      @Nullable String tier,
      String title,
      @Nullable String employer,
      @Nullable String url,
      String place,
      @Nullable String payText,
      LocalDate since,
      String origin) {
    Item withoutLink() {
      return new Item(id, vacancy, tier, title, employer, null, place, payText, since, origin);
    }
  }

  public Issue {
    groups = List.copyOf(groups);
  }

  /// Its vacancies, in order.
  public List<Item> items() {
    return groups.stream().flatMap(group -> group.items().stream()).toList();
  }

  /// Whether there is nothing to send.
  public boolean empty() {
    return groups.isEmpty();
  }

  /// `12 neue Stellen als KI-Trainer`.
  public String subject() {
    int count = items().size();
    return switch (count) {
      case 0 -> "Keine neuen Stellen als " + title;
      case 1 -> "1 neue Stelle als " + title;
      default -> count + " neue Stellen als " + title;
    };
  }

  Issue with(List<Group> others) {
    return new Issue(
        occupation, title, date, from, until, preheader, others, left, moreUrl, imprint);
  }
}
