package stellwerk.indexer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Names postings after their site and key, so that one that comes again, however late, is the same
/// and nothing is ever named twice.
final class PostingNames {
  /// Letters and digits that are hard to mistake for one another; 16 of them hold 80 bits.
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int LENGTH = 16;

  private PostingNames() {}

  static PostingId posting(SiteId site, String key) {
    return new PostingId("j_" + name(site, key));
  }

  /// The name of a vacancy that so far has this posting only.
  static VacancyId vacancy(SiteId site, String key) {
    return new VacancyId("v_" + name(site, key));
  }

  private static String name(SiteId site, String key) {
    byte[] hash = sha256(site.value() + "\n" + key);
    StringBuilder name = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (int i = 0; name.length() < LENGTH; i++) {
      held = (held << 8) | (hash[i] & 0xff);
      bits += 8;
      while (bits >= 5 && name.length() < LENGTH) {
        bits -= 5;
        name.append(ALPHABET.charAt((held >> bits) & 31));
      }
    }
    return name.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
