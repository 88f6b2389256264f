package stellwerk.crawler.adapter.kind;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import tools.jackson.databind.JsonNode;

/// Places and pay that stand in a JSON object part by part, under each kind's own names.
final class JsonParts {
  private JsonParts() {}

  /// Adds a place: for each part the name of its property.
  static void place(
      RawPosting.Builder posting, JsonNode node, Map<RawPlace.Part, String> names, String at) {
    Map<RawPlace.Part, @Nullable String> parts = new EnumMap<>(RawPlace.Part.class);
    names.forEach((part, name) -> parts.put(part, Json.text(node, name)));
    posting.place(parts, at);
  }

  /// Adds pay: for each part the name of its property. An amount that is not above zero says
  /// nothing.
  static void pay(
      RawPosting.Builder posting, JsonNode node, Map<RawPay.Part, String> names, String at) {
    Map<RawPay.Part, @Nullable String> parts = new HashMap<>();
    names.forEach((part, name) -> {
      String text = Json.text(node, name);
      boolean amount = part == RawPay.Part.MIN || part == RawPay.Part.MAX;
      parts.put(part, amount && isNothing(text) ? null : text);
    });
    posting.pay(parts, at);
  }

  private static boolean isNothing(@Nullable String amount) {
    try {
      return amount == null || new BigDecimal(amount.strip()).signum() <= 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
