package stellwerk.indexer.query;

import java.util.List;
import stellwerk.indexer.release.Outlet;

/// A search: the only language in which an index is asked.
///
/// @param words as people type them: words, "phrases", -exclusions; empty for "everything"
/// @param outlet where the answer will appear; only what is released there is found
/// @param group one entry per vacancy, or every posting
/// @param filters all must hold (values inside one filter: any)
/// @param facets what to count
/// @param sort the order
/// @param limit how many (1 to 100)
/// @param from where to begin
/// @param highlight whether to mark the words found
public record Query(
    String words,
    Outlet outlet,
    Group group,
    List<Filter> filters,
    List<Facet> facets,
    Sort sort,
    int limit,
    From from,
    boolean highlight) {

  public enum Group {
    VACANCY,
    POSTING
  }

  public Query {
    filters = List.copyOf(filters);
    facets = List.copyOf(facets);
    if (limit < 0 || limit > 10_000) {
      throw new IllegalArgumentException("limit runs from 0 to 10000, not: " + limit);
    }
  }

  /// Where an answer begins.
  public sealed interface From {
    From START = new Skip(0);

    /// After so many hits (page × limit ≤ 1000).
    record Skip(int hits) implements From {}

    /// After the last hit of an earlier answer, as that answer said (opaque; `Hits.next`).
    record After(String cursor) implements From {}
  }

  /// Everything released at an outlet, newest first.
  public static Query everything(Outlet outlet, int limit) {
    return new Query(
        "", outlet, Group.VACANCY, List.of(), List.of(), Sort.NEWEST, limit, From.START, false);
  }

  /// The same question in other words.
  public Query asking(String other) {
    return new Query(other, outlet, group, filters, facets, sort, limit, from, highlight);
  }

  /// The same question, answered from another place on.
  public Query from(From other) {
    return new Query(words, outlet, group, filters, facets, sort, limit, other, highlight);
  }

  public Query with(List<Filter> other) {
    return new Query(words, outlet, group, other, facets, sort, limit, from, highlight);
  }
}
