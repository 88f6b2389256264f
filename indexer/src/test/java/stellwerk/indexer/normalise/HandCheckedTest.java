package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.occupation.KiTrainer;
import stellwerk.indexer.occupation.OccupationClassifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Samples of real postings that somebody read one by one: what is read from them today is still
/// what was found right. The postings are no part of the project; without them this is skipped.
class HandCheckedTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  /// A posting that was read by hand.
  private record Verdict(int line, String hash, String said, String note) {}

  @Test
  void noPayIsInventedAndNoneIsReadWrong() throws IOException {
    List<Verdict> verdicts = verdicts("pay.tsv", 200);
    Map<Integer, JsonNode> postings = postings(verdicts);
    PayReader reader = new PayReader();
    List<String> different = new ArrayList<>();
    int offered = 0;
    int wrong = 0;
    for (Verdict verdict : verdicts) {
      RawPosting raw = raw(Objects.requireNonNull(postings.get(verdict.line())), verdict.line());
      String read =
          reader
              .read(raw, PlainText.of(raw), PayContext.of("", TODAY))
              .fact()
              .known()
              .map(pay ->
                  plain(pay.min())
                      + ".."
                      + plain(pay.max())
                      + " "
                      + pay.currency()
                      + " "
                      + pay.unit())
              .orElse("-");
      offered += verdict.said().equals("-") ? 0 : 1;
      if (!read.equals(verdict.said())) {
        if (verdict.note().startsWith("wrong")) {
          wrong++;
        } else {
          different.add(verdict.line() + ": " + read + ", not " + verdict.said());
        }
      }
    }
    System.out.println(
        "hand-checked pay: "
            + verdicts.size()
            + " postings, "
            + offered
            + " offer pay, "
            + wrong
            + " known to be read wrong, "
            + different.size()
            + " different");

    assertThat(different).isEmpty();
    assertThat(wrong).isLessThanOrEqualTo(1);
  }

  @Test
  void membersAreMembersAndOthersAreOut() throws IOException {
    List<Verdict> verdicts = verdicts("role.tsv", 300);
    Map<Integer, JsonNode> postings = postings(verdicts);
    OccupationClassifier classifier = new OccupationClassifier(KiTrainer.occupation());
    List<String> different = new ArrayList<>();
    int members = 0;
    for (Verdict verdict : verdicts) {
      JsonNode posting = Objects.requireNonNull(postings.get(verdict.line()));
      RawPosting raw = raw(posting, verdict.line());
      boolean member =
          classifier.classify(PlainText.of(raw), posting.path("company").asString(""), List.of())
              instanceof Classification.Member;
      members += member ? 1 : 0;
      if (member != verdict.said().equals("member")) {
        different.add(verdict.line() + " is " + verdict.said());
      }
    }
    System.out.println(
        "hand-checked role: " + verdicts.size() + " postings, " + members + " members");

    assertThat(different).isEmpty();
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }

  private static RawPosting raw(JsonNode posting, int line) {
    String body = posting.path("body").asString("").replace("&", "&amp;").replace("<", "&lt;");
    return RawPosting.at(
            new SiteId("recorded"), "n" + line, URI.create("https://recorded.invalid/" + line))
        .text(RawField.TITLE, posting.path("title").asString(""), "json title")
        .text(RawField.EMPLOYER, posting.path("company").asString(""), "json company")
        .text(RawField.LOCATION, posting.path("location").asString(""), "json location")
        .text(RawField.DESCRIPTION, body, "json body")
        .build();
  }

  /// The postings of the verdicts; each must be the one that was read then.
  private static Map<Integer, JsonNode> postings(List<Verdict> verdicts) throws IOException {
    Path file =
        Path.of(System.getProperty("stellwerk.root", ".."))
            .resolve("../shared/real/corpora/RemoteWLB+remote-jobs/postings.jsonl.gz");
    assumeTrue(Files.exists(file), "SKIPPED: no recorded postings at " + file);
    Map<Integer, String> wanted = new HashMap<>();
    verdicts.forEach(verdict -> wanted.put(verdict.line(), verdict.hash()));
    Map<Integer, JsonNode> postings = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
        String hash = wanted.get(number);
        if (hash != null) {
          JsonNode posting = JSON.readTree(line);
          assertThat(hash(posting.path("ref").asString(""))).as("line " + number).isEqualTo(hash);
          postings.put(number, posting);
        }
      }
    }
    assertThat(postings).hasSize(verdicts.size());
    return postings;
  }

  private static String hash(String reference) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(reference.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Verdict> verdicts(String name, int count) throws IOException {
    try (InputStream file = HandCheckedTest.class.getResourceAsStream("/hand-checked/" + name)) {
      List<Verdict> verdicts =
          new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .map(parts ->
                  new Verdict(
                      Integer.parseInt(parts[0]),
                      parts[1],
                      parts[2],
                      parts.length > 3 ? parts[3] : ""))
              .toList();
      assertThat(verdicts).hasSize(count);
      return verdicts;
    }
  }
}
