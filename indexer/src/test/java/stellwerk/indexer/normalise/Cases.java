package stellwerk.indexer.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;

/// Reads tables of cases, and makes raw postings for them.
final class Cases {
  private static final SiteId SITE = new SiteId("beispiel");

  private Cases() {}

  /// The rows of `normalise/<name>`, as many columns in each; lines with `#` are notes.
  static Stream<Arguments> of(String name, int columns) {
    try (InputStream file =
        Objects.requireNonNull(Cases.class.getResourceAsStream("/normalise/" + name), name)) {
      List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
      return lines.stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arguments.of(Arrays.copyOf((Object[]) filled(line, columns), columns)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] filled(String line, int columns) {
    String[] row = new String[columns];
    Arrays.fill(row, "");
    String[] said = line.split("\t", -1);
    System.arraycopy(said, 0, row, 0, Math.min(columns, said.length));
    return row;
  }

  static RawPosting.Builder raw() {
    return RawPosting.at(SITE, "1", URI.create("https://beispiel.example/jobs/1"));
  }

  /// A posting with words where a table says they stand.
  static RawPosting raw(String where, String words) {
    return switch (where) {
      case "type" -> raw().structured(RawField.EMPLOYMENT_TYPE, words, "json type").build();
      case "remote" -> raw().structured(RawField.REMOTE, words, "json remote").build();
      case "required" ->
          raw()
              .structured(
                  RawField.APPLICANT_LOCATION, words, "json-ld applicantLocationRequirements")
              .build();
      case "location" -> raw().text(RawField.LOCATION, words, "css .ort").build();
      case "industry" -> raw().structured(RawField.INDUSTRY, words, "json-ld industry").build();
      case "employer" -> raw().text(RawField.EMPLOYER, words, "css .firma").build();
      case "start" -> raw().structured(RawField.JOB_START, words, "json start").build();
      case "hours" -> raw().structured(RawField.WORK_HOURS, words, "json hours").build();
      case "title" -> raw().text(RawField.TITLE, words, "css h1").build();
      case "text" -> raw().text(RawField.DESCRIPTION, words, "css .text").build();
      default -> throw new IllegalArgumentException("no such column: " + where);
    };
  }
}
