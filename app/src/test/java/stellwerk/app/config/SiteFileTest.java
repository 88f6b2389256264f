package stellwerk.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;

class SiteFileTest {
  private static final String GOOD =
      """
      version: 1
      id: board
      name: Board
      kind: greenhouse
      options: { token: board, company: Board }
      rights: { level: link-only, attribution: Board }
      schedule: { cron: "0 0 5 * * ?" }
      """;

  @TempDir private Path folder;
  private final List<Fault> faults = new ArrayList<>();

  private Site read(String text) throws IOException {
    Path file = folder.resolve("board.yaml");
    Files.writeString(file, text);
    YamlMap top = YamlFile.read(file, faults, new Environment(Map.of())).orElseThrow();
    return new SiteFile(Map.of("ki-trainer", List.of("KI-Trainer", "Data Worker"))).read(top);
  }

  @Test
  void tenLinesAreAWholeSite() throws IOException {
    Site site = read(GOOD);

    assertThat(faults).isEmpty();
    assertThat(site.kind()).isEqualTo("greenhouse");
    assertThat(site.options().text("token")).contains("board");
    assertThat(site.enabled()).isTrue();
    assertThat(site.politeness().delay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(site.rights().level()).isEqualTo(Rights.Level.LINK_ONLY);
    assertThat(site.schedule().rule()).isEqualTo(new Schedule.Rule.Cron("0 0 5 * * ?"));
    assertThat(site.expect().maxClosePercent()).isEqualTo(30);
  }

  @Test
  void everyKeyOfASiteArrives() throws IOException {
    Site site =
        read(
            """
            version: 1
            id: board
            name: Board
            kind: html
            homepage: https://jobs.example/
            contact: somebody@jobs.example
            enabled: true
            rights:
              level: snippet
              terms: { url: https://jobs.example/agb, read: 2026-11-02 }
              permission: "mail of 02.11.2026"
              attribution: The Board
              commercial_link: true
              outlets: [api, section]
              index_text: false
            schedule: { cron: "0 0 6,18 * * ?", zone: Europe/Vienna, jitter: 10m, blackout: ["22:00-06:00"] }
            politeness: { delay: 3s, max_pages: 20, max_bytes: 5MiB, max_time: 1h, max_errors: 7, key: address, robots_401_403: disallow }
            http: { plain: true, allow_hosts: [cdn.example], timeout: 5s, max_body: 1MB, session_parameters: [sid] }
            headers: { X-Asked-By: us }
            start:
              - url: https://jobs.example/suche?q={q}&seite={page}
                for_occupations: [ki-trainer]
                pages: { from: 1, to: 10, stop_when: no_new }
            list:
              item: { css: "li.stelle" }
              link: { css: "a.titel", attr: href }
              total: { css: ".trefferzahl", type: number }
            detail:
              prefer: selectors
              fields:
                title: { css: "h1" }
                location: { css: ".ort", all: true }
                description: { css: "#text", type: html }
            expect: { verdict: [COMPLETE, PARTIAL], min_items: 20, max_drop: 50%, max_close: 20%, coverage: { title: 100% }, max_age: 26h }
            """);

    assertThat(faults.stream().map(Fault::text)).isEmpty();
    assertThat(site.rights().outlets()).containsExactlyInAnyOrder("api", "section");
    assertThat(site.rights().indexText()).isFalse();
    assertThat(site.schedule().blackout()).hasSize(1);
    assertThat(site.politeness().maxBytes()).isEqualTo(5L << 20);
    assertThat(site.politeness().robotsForbiddenAllows()).isFalse();
    assertThat(site.http().headers()).containsEntry("X-Asked-By", "us");
    assertThat(site.http().plain()).isTrue();
    assertThat(site.start().getFirst().words()).containsExactly("KI-Trainer", "Data Worker");
    assertThat(site.start().getFirst().pages().to()).isEqualTo(10);
    assertThat(site.selectorRules().orElseThrow().fields()).hasSize(3);
    assertThat(site.expect().coveragePercent()).containsEntry("title", 100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          politenes: { delay: 2s }                  | 8:1  | unknown key “politenes” (did you mean “politeness”?)
          politeness: { dealy: 2s }                 | 8:15 | unknown key “dealy” in “politeness” (did you mean “delay”?)
          politeness: { delay: soon }               | 8:22 | found “soon”, expected a duration
          politeness: { max_pages: many }           | 8:26 | found “many”, expected a whole number
          politeness: { ignore_robots: true }       | 8:15 | unknown key “ignore_robots” in “politeness”
          politeness: [2s]                          | 8:13 | “politeness” must hold keys of its own
          enabled: maybe                            | 8:10 | found “maybe”, expected true or false
          expect: { max_close: 300% }               | 8:22 | expected a share
          expect: { verdict: [GOOD] }               | 8:20 | a verdict is one of COMPLETE
          homepage: jobs.example                    | 8:11 | no http or https address
          homepage: "javascript:alert(1)"           | 8:11 | no http or https address
          http: { timeout: 5 }                      | 8:18 | expected a duration
          http: { max_body: big }                   | 8:19 | expected a size
          http: { cookies: always }                 | 8:18 | is not one of off
          start: [{ url: "https://a.example/?q={q}" }] | 8:16 | needs “for_occupations”
          start: [{ url: "https://a.example/", for_occupations: [ki-trainr] }] | 8:55 | did you mean “ki-trainer”
          list: { item: { css: li, typ: text } }    | 8:26 | unknown key “typ”
          detail: { fields: { titel: { css: h1 } } } | 8:28 | “titel” is no field
          embedded: { script: x, list: a, url: u, totl: t, fields: { title: t } } | 8:41 | unknown key “totl” in “embedded” (did you mean “total”?)
          embedded: { script: x, list: a..b, url: u, fields: { title: t } } | 8:30 | “a..b” is no path
          embedded: { script: x, list: a, url: "/{", fields: { title: t } } | 8:38 | has a brace without a path
          embedded: { script: x, url: u, fields: { title: t } } | 8:11 | key “list” is missing
          embedded: { script: x, list: a, url: u, fields: { titel: t, title: t } } | 8:58 | (did you mean “title”?)
          embedded: { script: x, list: a, url: u, fields: { location: t } } | 8:49 | needs “title” where no “detail” says it
          headers: { Authorization: "${env:STELLWERK_SURELY_NOT_SET}" } | 8:27 | the environment has no STELLWERK_SURELY_NOT_SET
          """)
  void aWrongLineIsNamedWithItsPlaceAndTheNearestKey(String line, String place, String message)
      throws IOException {
    read(GOOD + line + "\n");

    assertThat(faults).isNotEmpty();
    assertThat(faults.getFirst().text())
        .contains("board.yaml:" + place.strip())
        .contains(message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: greenhouse                              | kind: greenhous                     | there is no kind “greenhous”
          kind: greenhouse                              | kind: greenhous                     | did you mean “greenhouse”
          id: board                                     | id: Board                           | lower-case letters
          id: board                                     | id: other                           | must be called other.yaml
          name: Board                                   | #                                   | key “name” is missing
          rights: { level: link-only, attribution: Board } | #                                | “rights” is missing
          level: link-only                              | level: everything                   | is not one of link-only, snippet, full
          level: link-only                              | level: full                         | “rights.permission” is missing
          attribution: Board                            | outlets: [sektion]                  | did you mean “section”
          token: board                                  | tokn: board                         | unknown key “tokn”
          token: board, company                         | company                             | needs “options.token”
          version: 1                                    | version: 2                          | reads version 1
          cron: "0 0 5 * * ?"                           | cron: "0 0 5 * * ?", every: 2w      | exclude each other
          cron: "0 0 5 * * ?"                           | cron: "at five"                     | cron
          cron: "0 0 5 * * ?"                           | cron: "0 0 5 * * ?", zone: Berlin   | no time zone
          cron: "0 0 5 * * ?"                           | cron: "0 0 5 * * ?", blackout: [22] | no span of hours
          """)
  void aWrongSiteIsRefusedInWords(String good, String bad, String message) throws IOException {
    read(GOOD.replace(good.strip(), bad.strip()));

    assertThat(faults.stream().map(Fault::text)).anyMatch(text -> text.contains(message.strip()));
  }

  @Test
  void aListInAScriptArrivesAndIsWrittenAsItWasRead() throws IOException {
    String embedded =
        """
        embedded:
          script: "__NEXT_DATA__"
          list: "props.pageProps.jobs"
          id: id
          url: "/stelle/{slug}"
          total: "props.total"
          fields:
            title: title
            location: "places.0.city"
        """;
    Site site =
        read(
            GOOD.replace("kind: greenhouse", "kind: html").replaceFirst("options:.*", "")
                + embedded);
    String written = SiteText.brief(site);

    assertThat(faults.stream().map(Fault::text)).isEmpty();
    assertThat(written).contains(embedded).doesNotContain("list:\n", "detail:");
    assertThat(read(written).selectors()).isEqualTo(site.selectors());
    assertThat(site.selectorRules().orElseThrow().ownPages()).isFalse();
  }

  @Test
  void aListInAScriptAndOneInHtmlExcludeEachOther() throws IOException {
    read(
        GOOD
            + "embedded: { script: x, list: a, url: u }\nlist: { item: { css: li } }\ndetail: { prefer: json_ld }\n");

    assertThat(faults)
        .singleElement()
        .extracting(Fault::message)
        .isEqualTo("“list.item” and “embedded” exclude each other");
  }

  @Test
  void allFaultsOfAFileAreToldTogether() throws IOException {
    read(GOOD + "politenes: {}\nenabld: true\nhomepage: x\n");

    assertThat(faults).hasSize(3);
  }

  @Test
  void theExcerptMarksThePlace() throws IOException {
    read(GOOD + "politeness: { dealy: 2s }\n");

    assertThat(faults.getFirst().text())
        .endsWith("\n     8 | politeness: { dealy: 2s }\n       |               ^");
  }

  @Test
  void brokenYamlIsToldWithItsPlace() throws IOException {
    Path file = folder.resolve("board.yaml");
    Files.writeString(file, "id: board\n  name: [\n");

    assertThat(YamlFile.read(file, faults, new Environment(Map.of()))).isEmpty();
    assertThat(faults.getFirst().line()).isGreaterThan(1);
  }

  @Test
  void aKeyGivenTwiceIsAFault() throws IOException {
    Path file = folder.resolve("board.yaml");
    Files.writeString(file, GOOD + "name: Again\n");

    YamlFile.read(file, faults, new Environment(Map.of()));

    assertThat(faults).singleElement().extracting(Fault::message).asString().contains("name");
  }

  @Test
  void aDisabledSiteNeedsNoSecrets() throws IOException {
    String keyed = GOOD.replace("company: Board", "company: \"${env:STELLWERK_SURELY_NOT_SET}\"");

    assertThat(read(keyed + "enabled: false\n").company())
        .contains("${env:STELLWERK_SURELY_NOT_SET}");
    assertThat(faults).isEmpty();

    read(keyed + "enabled: true\n");
    assertThat(faults).singleElement().extracting(Fault::message).asString().contains("NOT_SET");
  }

  @Test
  void norwayIsNotFalse() throws IOException {
    Site site = read(GOOD.replace("company: Board", "company: NO"));

    assertThat(site.company()).contains("NO");
  }
}
