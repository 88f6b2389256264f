package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay.Unit;

/// Chooses among several amounts of one text (`normalisation.md` §1.11).
final class PayChoice {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern TARGET =
      Pattern.compile("\\bOTE\\b|on[- ]target|Zielgehalt bei 100", FLAGS);
  private static final Pattern PART_TIME =
      Pattern.compile("(?:part[- ]?time|Teilzeit)[^\\d\\n]{0,20}$", FLAGS);
  private static final Pattern FULL_TIME =
      Pattern.compile("(?:full[- ]?time|Vollzeit)[^\\d\\n]{0,20}$", FLAGS);
  private static final Pattern LEVEL =
      Pattern.compile(
          "\\b(?:junior|senior|mid(?:[- ]level)?|lead|principal|berufseinsteiger\\p{L}{0,3}|berufserfahrene?\\p{L}?|einsteiger\\p{L}{0,3}|professionals?|entry[- ]level)\\b[^\\d\\n]{0,24}$|¤{5,9} ?[:-] {0,2}$",
          FLAGS);

  private PayChoice() {}

  /// The pay, and the other offers beside it.
  record Chosen(PayCandidate best, List<PayCandidate> others) {
    Chosen {
      others = List.copyOf(others);
    }
  }

  static Optional<Chosen> among(
      String text, List<PayCandidate> all, PayContext context, Set<Flag> flags) {
    List<PayCandidate> offers = distinct(all);
    if (offers.size() <= 1) {
      return offers.stream().findFirst().map(best -> new Chosen(best, List.of()));
    }
    Map<String, PayCandidate> places = places(text, offers);
    if (places.size() >= 2) {
      return byPlace(places, offers, context, flags);
    }
    List<PayCandidate> base = offers.stream().filter(o -> !target(text, o)).toList();
    if (!base.isEmpty() && base.size() < offers.size()) {
      return Optional.of(new Chosen(base.getFirst(), rest(base, base.getFirst())));
    }
    Optional<Chosen> workload = byWorkload(text, offers, context);
    if (workload.isPresent()) {
      return workload;
    }
    Optional<Chosen> year = yearOfMonth(offers);
    if (year.isPresent()) {
      return year;
    }
    Optional<Chosen> levels = levels(text, offers);
    if (levels.isPresent()) {
      flags.add(Flag.MULTI_LEVEL);
      return levels;
    }
    PayCandidate best = offers.getFirst();
    for (PayCandidate offer : offers) {
      best = offer.score() > best.score() ? offer : best;
    }
    List<PayCandidate> others = rest(offers, best);
    String currency = best.currency();
    flags.add(
        others.stream().anyMatch(o -> !o.currency().equals(currency))
            ? Flag.MIXED_CURRENCY
            : Flag.MULTIPLE_AMOUNTS);
    return Optional.of(new Chosen(best, others));
  }

  private static List<PayCandidate> distinct(List<PayCandidate> all) {
    List<PayCandidate> distinct = new ArrayList<>();
    for (PayCandidate next : all) {
      int same = -1;
      for (int i = 0; i < distinct.size(); i++) {
        same = distinct.get(i).same(next) ? i : same;
      }
      if (same < 0) {
        if (distinct.size() < 40) {
          distinct.add(next);
        }
      } else if (next.score() > distinct.get(same).score()) {
        distinct.set(same, next);
      }
    }
    return distinct;
  }

  private static List<PayCandidate> rest(List<PayCandidate> offers, PayCandidate best) {
    return offers.stream().filter(o -> !o.equals(best)).limit(12).toList();
  }

  private static String left(String text, PayCandidate offer) {
    return text.substring(Math.max(0, offer.amountFrom() - 60), offer.amountFrom());
  }

  private static Map<String, PayCandidate> places(String text, List<PayCandidate> offers) {
    Map<String, PayCandidate> places = new HashMap<>();
    for (PayCandidate offer : offers) {
      PayPlaces.country(left(text, offer)).ifPresent(c -> places.putIfAbsent(c, offer));
    }
    return places;
  }

  private static Optional<Chosen> byPlace(
      Map<String, PayCandidate> places,
      List<PayCandidate> offers,
      PayContext context,
      Set<Flag> flags) {
    String home = context.country().isEmpty() ? "DE" : context.country();
    for (String place : List.of(home, PayPlaces.EUROPE, PayPlaces.WORLD)) {
      PayCandidate best = places.get(place);
      if (best != null) {
        return Optional.of(new Chosen(best, rest(offers, best)));
      }
    }
    flags.add(Flag.LOCATION_KEYED_NO_MATCH);
    return Optional.empty();
  }

  private static boolean target(String text, PayCandidate offer) {
    String left = text.substring(Math.max(0, offer.amountFrom() - 12), offer.amountFrom());
    String right = text.substring(offer.amountTo(), Math.min(text.length(), offer.amountTo() + 20));
    return TARGET.matcher(left).find() || TARGET.matcher(right.split("[(,;\\d]", 2)[0]).find();
  }

  private static Optional<Chosen> byWorkload(
      String text, List<PayCandidate> offers, PayContext context) {
    PayCandidate full = null;
    PayCandidate part = null;
    for (PayCandidate offer : offers) {
      String left = text.substring(Math.max(0, offer.from() - 40), offer.amountFrom());
      if (full == null && FULL_TIME.matcher(left).find()) {
        full = offer;
      } else if (part == null && PART_TIME.matcher(left).find()) {
        part = offer;
      }
    }
    if (full == null || part == null) {
      return Optional.empty();
    }
    boolean partOnly =
        context.workingTime().equals(Set.of(stellwerk.indexer.posting.WorkingTime.PART_TIME));
    PayCandidate best = partOnly ? part : full;
    return Optional.of(new Chosen(best, rest(offers, best)));
  }

  /// "4.000 € im Monat (48.000 € im Jahr)" is one statement, and the year is the plainer.
  private static Optional<Chosen> yearOfMonth(List<PayCandidate> offers) {
    for (PayCandidate month : offers) {
      for (PayCandidate year : offers) {
        if (month.unit() == Unit.MONTH
            && year.unit() == Unit.YEAR
            && month.currency().equals(year.currency())) {
          double factor = year.top().doubleValue() / month.top().doubleValue();
          if (factor > 11.4 && factor < 15) {
            return Optional.of(new Chosen(year, rest(offers, year)));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Chosen> levels(String text, List<PayCandidate> offers) {
    List<PayCandidate> levels =
        offers.stream().filter(o -> LEVEL.matcher(left(text, o)).find()).toList();
    if (levels.size() < 2) {
      return Optional.empty();
    }
    PayCandidate all = levels.getFirst();
    for (PayCandidate level : levels) {
      if (level.unit() != all.unit() || !level.currency().equals(all.currency())) {
        return Optional.empty();
      }
      all = all.spanning(level, Flag.MULTI_LEVEL);
    }
    return Optional.of(new Chosen(all, levels));
  }
}
