package stellwerk.search.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Knows which keys are valid. Keys look like `sw_read_8Jd…`; only their SHA-256 is kept.
public final class Keys {
  /// What a key opens.
  public enum Scope {
    READ,
    EXPORT,
    ADMIN;

    /// Whether a key of this scope opens what needs another: a bulk reader may read as well, and an
    /// administrator everything.
    boolean covers(Scope needed) {
      return this == needed || this == ADMIN || (this == EXPORT && needed == READ);
    }
  }

  private final List<byte[]> digests;

  /// Knows the keys with these digests.
  ///
  /// @param digests SHA-256 of each valid key, in hexadecimal digits
  public Keys(List<String> digests) {
    this.digests =
        digests.stream()
            .map(digest -> HexFormat.of().parseHex(digest.strip().toLowerCase(Locale.ROOT)))
            .toList();
  }

  /// The scope of the key in an `Authorization` header; empty if the key is not valid.
  Optional<Scope> scope(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    String key = authorization.substring(7).strip();
    byte[] digest = sha256(key);
    boolean valid = false;
    for (byte[] known : digests) {
      valid |= MessageDigest.isEqual(known, digest);
    }
    return valid ? named(key) : Optional.empty();
  }

  private static Optional<Scope> named(String key) {
    for (Scope scope : Scope.values()) {
      if (key.startsWith("sw_" + scope.name().toLowerCase(Locale.ROOT) + "_")) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /// What the settings keep of a key: its SHA-256 in hexadecimal digits.
  public static String digest(String key) {
    return HexFormat.of().formatHex(sha256(key));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
