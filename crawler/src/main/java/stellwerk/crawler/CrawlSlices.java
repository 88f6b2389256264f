package stellwerk.crawler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Tally;

/// The questions of one crawl: a site that is searched by several terms, or begins at several
/// addresses, declares a total for each, and a posting that answers two of them has not moved. Used
/// by one thread.
///
/// What follows from a question's pages belongs to it; a page that several lead to, to all of them.
final class CrawlSlices {
  private static final class Slice {
    final String name;
    final List<Integer> declared = new ArrayList<>();
    final Set<String> received = new HashSet<>();

    Slice(String name) {
      this.name = name;
    }
  }

  private final boolean several;
  private final List<Slice> slices = new ArrayList<>();
  private final Map<String, Set<Slice>> belongs = new HashMap<>();
  private final Map<String, Set<String>> brought = new HashMap<>();
  private final Set<String> seenTwice = new LinkedHashSet<>();

  CrawlSlices(Site site, List<Request> starts) {
    several =
        starts.size() > 1 && (!site.start().isEmpty() || site.options().list("search").size() > 1);
    if (several) {
      for (Request start : starts) {
        Slice slice = new Slice(start.body().isEmpty() ? start.url().toString() : start.identity());
        slices.add(slice);
        belong(start, Set.of(slice));
      }
    } else {
      slices.add(new Slice(""));
    }
  }

  private Set<Slice> of(Request request) {
    return several ? belongs.getOrDefault(request.identity(), Set.of()) : Set.copyOf(slices);
  }

  private void belong(Request request, Set<Slice> to) {
    if (belongs.computeIfAbsent(request.identity(), _ -> new LinkedHashSet<>()).addAll(to)) {
      Set<String> known = brought.getOrDefault(request.identity(), Set.of());
      to.forEach(slice -> slice.received.addAll(known));
    }
  }

  /// A page led to others.
  void led(Request from, List<Request> to) {
    if (several) {
      Set<Slice> slices = Set.copyOf(of(from));
      to.forEach(request -> belong(request, slices));
    }
  }

  /// A page brought keys; one that comes on a second page of a list says that the list moved while
  /// it was read.
  void keys(Request from, Set<String> keys) {
    if (several) {
      brought.put(from.identity(), Set.copyOf(keys));
    }
    for (Slice slice : of(from)) {
      for (String key : keys) {
        if (!slice.received.add(key) && from.purpose() != Request.Purpose.DETAIL) {
          seenTwice.add(key);
        }
      }
    }
  }

  void declared(Request from, int total) {
    of(from).forEach(slice -> slice.declared.add(total));
  }

  Set<String> seenTwice() {
    return Set.copyOf(seenTwice);
  }

  List<Tally.Slice> all() {
    return slices.stream()
        .map(slice -> new Tally.Slice(slice.name, slice.declared, slice.received.size()))
        .toList();
  }
}
