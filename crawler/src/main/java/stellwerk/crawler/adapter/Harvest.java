package stellwerk.crawler.adapter;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.RawPosting;

/// What an adapter reads from one page.
public sealed interface Harvest {
  /// The page was what was asked for.
  ///
  /// @param postings raw postings, in the page's order
  /// @param quarantined records that could not become a raw posting; they count as received
  /// @param skipped records passed over by rule (prospect posts, unlisted jobs); they count as
  ///   received
  /// @param closed pages that say of themselves that their job is closed
  /// @param requests still to make
  /// @param declared how many postings the site says it has; null if it does not say
  /// @param capped why the site's own limit cut the list; null if it did not
  /// @param fallback why this was read in a poorer way than the kind's own; null if it was not.
  ///   Such a crawl is never complete
  record Read(
      List<RawPosting> postings,
      List<Quarantined> quarantined,
      List<Skipped> skipped,
      List<ClosedSign> closed,
      List<Request> requests,
      @Nullable Integer declared,
      @Nullable String capped,
      @Nullable String fallback)
      implements Harvest {
    public static final Read NOTHING =
        new Read(List.of(), List.of(), List.of(), List.of(), List.of(), null, null);

    public Read {
      postings = List.copyOf(postings);
      quarantined = List.copyOf(quarantined);
      skipped = List.copyOf(skipped);
      closed = List.copyOf(closed);
      requests = List.copyOf(requests);
    }

    /// Read in the kind's own way.
    public Read(
        List<RawPosting> postings,
        List<Quarantined> quarantined,
        List<Skipped> skipped,
        List<ClosedSign> closed,
        List<Request> requests,
        @Nullable Integer declared,
        @Nullable String capped) {
      this(postings, quarantined, skipped, closed, requests, declared, capped, null);
    }

    public static Read of(List<RawPosting> postings, List<Quarantined> quarantined) {
      return new Read(postings, quarantined, List.of(), List.of(), List.of(), null, null);
    }

    public static Read following(List<Request> requests) {
      return new Read(List.of(), List.of(), List.of(), List.of(), requests, null, null);
    }

    public Read declaring(int total) {
      return new Read(postings, quarantined, skipped, closed, requests, total, capped, fallback);
    }

    /// The same, read in a poorer way than usual.
    public Read fallingBack(String why) {
      return new Read(postings, quarantined, skipped, closed, requests, declared, capped, why);
    }

    /// The same with other postings.
    public Read withPostings(List<RawPosting> others) {
      return new Read(others, quarantined, skipped, closed, requests, declared, capped, fallback);
    }

    /// The same with other requests.
    public Read leadingTo(List<Request> others) {
      return new Read(postings, quarantined, skipped, closed, others, declared, capped, fallback);
    }

    /// The same, with these requests behind its own.
    public Read asking(List<Request> more) {
      return new Read(
          postings,
          quarantined,
          skipped,
          closed,
          Stream.concat(requests.stream(), more.stream()).toList(),
          declared,
          capped);
    }

    public Read cappedBecause(String reason) {
      return new Read(postings, quarantined, skipped, closed, requests, declared, reason);
    }

    public OptionalInt declaredTotal() {
      return declared == null ? OptionalInt.empty() : OptionalInt.of(declared);
    }
  }

  /// Status 200, but not what was asked for.
  ///
  /// @param detail what stood there instead, for the report
  record NotThePage(Problem problem, String detail) implements Harvest {}

  /// Why a page with status 200 is not what was asked for.
  enum Problem {
    /// HTML where JSON was due, an empty shell, another content type.
    WRONG_SHAPE,
    /// A challenge or captcha page.
    CHALLENGE,
    /// A wall that wants consent first.
    CONSENT_WALL,
    /// A page that a script would fill.
    SCRIPT_ONLY,
    /// Ends before its closing bracket or root tag.
    CUT_OFF,
    /// Says "not found" with status 200.
    SOFT_NOT_FOUND,
    /// The answer names another company than the configured one.
    OTHER_COMPANY,
    /// Text-and-data-mining opt-out in the page (`tdm-reservation`).
    OPT_OUT,
    /// A posting's own page that wants to be in no index.
    NO_INDEX
  }

  /// A record that could not become a raw posting.
  ///
  /// @param key the site's id of it if it has one, else where it stood on the page
  record Quarantined(String key, String reason) {}

  /// A record passed over by rule.
  record Skipped(String key, String rule) {}

  /// A page that says of itself that its job is closed.
  ///
  /// @param page the posting's page
  /// @param quote the words that say so
  record ClosedSign(URI page, String quote) {}

  /// The keys that a page brought, whatever became of them.
  static Set<String> keys(Read read) {
    var keys = new java.util.LinkedHashSet<String>();
    read.postings().forEach(posting -> keys.add(posting.key()));
    read.quarantined().forEach(record -> keys.add(record.key()));
    read.skipped().forEach(record -> keys.add(record.key()));
    return keys;
  }
}
