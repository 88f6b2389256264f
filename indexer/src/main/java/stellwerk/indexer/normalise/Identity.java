package stellwerk.indexer.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Gives postings and vacancies their names: the same always for the same, whatever machine and
/// order.
public final class Identity {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LETTERS = 16;

  private Identity() {}

  /// The posting's name, from its site and the site's own id of it.
  public static PostingId posting(SiteId site, String key) {
    // a line break is in neither, so no two pairs are one text
    return new PostingId("j_" + hash(site.value() + "\n" + key));
  }

  /// The vacancy's name, from a key that its postings share.
  public static VacancyId vacancy(String key) {
    return new VacancyId("v_" + hash(key));
  }

  private static String hash(String words) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    StringBuilder letters = new StringBuilder(LETTERS);
    int bits = 0;
    int held = 0;
    for (int i = 0; letters.length() < LETTERS; i++) {
      bits = (bits << 8) | (digest[i] & 0xff);
      held += 8;
      while (held >= 5 && letters.length() < LETTERS) {
        letters.append(ALPHABET.charAt((bits >> (held - 5)) & 31));
        held -= 5;
      }
      bits &= (1 << held) - 1;
    }
    return letters.toString();
  }
}
