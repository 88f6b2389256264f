package stellwerk.search.http;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.search.http.Problem.Code;

/// How much, how often and with which key somebody may ask. Thread-safe.
public final class Limits {
  private final ServerSettings settings;
  private final Keys keys;
  private final RateLimit rates;
  private final boolean limited;

  /// Who asks.
  ///
  /// @param bucket whose requests are counted together
  /// @param shown whether a key was shown at all
  /// @param scope of the key; null if none or not valid
  record Asker(String bucket, int perMinute, boolean shown, Keys.@Nullable Scope scope) {}

  private Limits(ServerSettings settings, InstantSource clock, boolean limited) {
    this.settings = settings;
    this.keys = new Keys(settings.keyDigests());
    this.rates = new RateLimit(clock);
    this.limited = limited;
  }

  /// For the port that strangers reach.
  public static Limits strangers(ServerSettings settings, InstantSource clock) {
    return new Limits(settings, clock, true);
  }

  /// For the admin port: no counting, no CORS.
  public static Limits operators(ServerSettings settings, InstantSource clock) {
    return new Limits(settings, clock, false);
  }

  boolean limited() {
    return limited;
  }

  Asker asker(Request request) {
    Optional<String> shown = request.header("authorization");
    Optional<Keys.Scope> scope = shown.flatMap(keys::scope);
    return scope.isPresent()
        ? new Asker(
            "key " + Keys.digest(shown.orElse("")),
            settings.keyedRequestsPerMinute(),
            true,
            scope.get())
        : new Asker(
            RateLimit.bucket(address(request)),
            settings.requestsPerMinute(),
            shown.isPresent(),
            null);
  }

  RateLimit.Left take(Asker asker) {
    return limited
        ? rates.take(asker.bucket(), asker.perMinute())
        : new RateLimit.Left(true, asker.perMinute(), 0, 0);
  }

  RateLimit.Left giveBack(Asker asker) {
    return limited
        ? rates.giveBack(asker.bucket(), asker.perMinute())
        : new RateLimit.Left(true, asker.perMinute(), 0, 0);
  }

  void checkSize(Request request) {
    boolean body =
        request.header("content-length").map(length -> !length.strip().equals("0")).orElse(false)
            || request.header("transfer-encoding").isPresent();
    if (request.path().length() + request.query().length() > settings.maxUrlCharacters() || body) {
      throw Problem.of(
              Code.REQUEST_TOO_LARGE,
              "Eine Anfrage hat höchstens "
                  + settings.maxUrlCharacters()
                  + " Zeichen und keinen Inhalt.",
              "A request has at most " + settings.maxUrlCharacters() + " characters and no body.")
          .thrown();
    }
  }

  void checkKey(Asker asker, Route route) {
    Keys.Scope needed = route.scope();
    if (asker.shown() && asker.scope() == null) {
      throw Problem.of(Code.UNAUTHORIZED, "Dieser Schlüssel gilt nicht.", "This key is not valid.")
          .thrown();
    }
    if (needed == null) {
      return;
    }
    Keys.Scope scope = asker.scope();
    if (scope == null) {
      throw Problem.of(
              Code.UNAUTHORIZED,
              "Diese Adresse braucht einen Schlüssel: Authorization: Bearer sw_…",
              "This address needs a key: Authorization: Bearer sw_…")
          .thrown();
    }
    if (!scope.covers(needed)) {
      throw Problem.of(
              Code.FORBIDDEN_SCOPE,
              "Dieser Schlüssel reicht hierfür nicht aus.",
              "This key does not cover this address.")
          .thrown();
    }
  }

  /// The asker's address; a proxy's word for it counts only if the proxy is ours.
  private String address(Request request) {
    String address = request.address();
    String[] forwarded = request.header("x-forwarded-for").orElse("").split(",", -1);
    for (int i = forwarded.length - 1; i >= 0 && trusted(address); i--) {
      String said = forwarded[i].strip();
      if (parsed(said).isEmpty()) {
        break;
      }
      address = said;
    }
    return address;
  }

  private boolean trusted(String address) {
    return parsed(address).map(bytes -> within(bytes, settings.trustedProxies())).orElse(false);
  }

  private static boolean within(byte[] address, List<String> networks) {
    for (String network : networks) {
      int slash = network.indexOf('/');
      byte[] base = parsed(slash < 0 ? network : network.substring(0, slash)).orElse(new byte[0]);
      int bits = slash < 0 ? base.length * 8 : Integer.parseInt(network.substring(slash + 1));
      if (base.length == address.length && sameStart(base, address, bits)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameStart(byte[] one, byte[] other, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> parsed(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
