package stellwerk.bench;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.About;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.Terms;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.posting.WorkingTime;

/// Invented German postings, as many as are wanted and always the same: words by Zipf's law over a
/// vocabulary of compounds that goes on growing, facts by distributions, dates over ninety days.
/// Thread-safe.
final class SearchCorpus {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int VOCABULARY = 200_000;
  private static final int WORDS = 175;
  private static final double ZIPF = 1.05;

  private static final List<String> HEADS =
      words(
          "und die der wir Sie für in mit zu bei Ihre unsere den auf von eine als im ein Aufgaben"
              + " Profil bieten Team Erfahrung Kenntnisse Ausbildung Studium Arbeit Unternehmen Bereich"
              + " Kunden Daten Qualität Entwicklung Beratung Planung Betreuung Organisation Projekte"
              + " Deutsch Englisch Vollzeit Teilzeit unbefristet Homeoffice Gehalt Urlaub Standort Berlin"
              + " selbstständig zuverlässig freundlich Bewerbung Unterlagen Ansprechpartner Verantwortung"
              + " Einarbeitung Weiterbildung flexibel Arbeitszeiten modern Technik Software Anwendung Prozesse"
              + " Analyse Dokumentation Kommunikation Verkauf Pflege Medizin Recht Sprache Texte Bilder Modell"
              + " KI Trainer Annotation Bewertung Antworten Prompt Richtlinien Prüfung Rückmeldung Auswertung");
  private static final List<String> PARTS =
      words(
          "Arbeit Auftrag Bau Beratung Betrieb Bild Büro Daten Dienst Energie Fach Fahrzeug Finanz Gerät"
              + " Gesundheit Haus Kinder Klinik Kunden Labor Lager Land Leitung Material Maschinen Medien"
              + " Metall Netz Papier Personal Pflege Plan Produkt Projekt Prüf Rechts Reise Schul Sicherheit"
              + " Sprach Stadt Steuer System Text Umwelt Verkehr Versand Vertrag Wald Wasser Werk Wissen Zeit");
  private static final List<String> ENDS =
      words(
          "Abteilung Analyse Anlage Annahme Aufgabe Ausbildung Bereich Berater Bericht Entwicklung Führung"
              + " Gruppe Kosten Kraft Lösung Messung Organisation Planer Prüfer Qualität Recht Schutz Steuerung"
              + " Technik Verwaltung Vorgabe Wartung Werkzeug Wesen Zentrum");
  private static final List<String> ROLES =
      words(
          "KI-Trainer Datenannotator Clickworker Suchmaschinenbewerter Prompt-Trainer Linguist Lektor"
              + " Übersetzer Softwareentwickler Systemadministrator Data-Scientist Pflegefachkraft Altenpfleger"
              + " Verkäufer Kaufmann Buchhalter Steuerberater Elektroniker Mechatroniker Schlosser Maurer"
              + " Straßenbauer Lokführer Busfahrer Koch Bäcker Konditor Erzieher Lehrer Sozialpädagoge Arzt"
              + " Apotheker Physiotherapeut Ingenieur Konstrukteur Projektleiter Sachbearbeiter Assistent"
              + " Redakteur Grafiker Fotograf Mediengestalter Jurist Notarfachangestellter Richter Polizist"
              + " Lagerist Disponent Einkäufer Vertriebsmitarbeiter Kundenberater Personalreferent Controller"
              + " Wirtschaftsprüfer Aktuar Statistiker Chemiker Biologe Physiker Mathematiker");
  private static final List<String> TOWNS =
      words(
          "Berlin:52.52:13.40:DE-BE Hamburg:53.55:10.00:DE-HH München:48.14:11.58:DE-BY Köln:50.94:6.96:DE-NW"
              + " Frankfurt:50.11:8.68:DE-HE Stuttgart:48.78:9.18:DE-BW Düsseldorf:51.23:6.78:DE-NW"
              + " Leipzig:51.34:12.37:DE-SN Dortmund:51.51:7.47:DE-NW Essen:51.46:7.01:DE-NW Bremen:53.08:8.80:DE-HB"
              + " Dresden:51.05:13.74:DE-SN Hannover:52.37:9.73:DE-NI Nürnberg:49.45:11.08:DE-BY"
              + " Duisburg:51.43:6.76:DE-NW Bochum:51.48:7.22:DE-NW Wuppertal:51.26:7.15:DE-NW"
              + " Bielefeld:52.02:8.53:DE-NW Bonn:50.73:7.10:DE-NW Münster:51.96:7.63:DE-NW"
              + " Mannheim:49.49:8.47:DE-BW Karlsruhe:49.01:8.40:DE-BW Augsburg:48.37:10.90:DE-BY"
              + " Kiel:54.32:10.14:DE-SH Erfurt:50.98:11.03:DE-TH Rostock:54.09:12.14:DE-MV Mainz:50.00:8.27:DE-RP"
              + " Kassel:51.31:9.48:DE-HE Saarbrücken:49.24:7.00:DE-SL Potsdam:52.39:13.06:DE-BB"
              + " Magdeburg:52.13:11.63:DE-ST Freiburg:48.00:7.85:DE-BW Jena:50.93:11.59:DE-TH Ulm:48.40:9.99:DE-BW");

  private static final List<Remote> REMOTES = List.of(Remote.values());
  private static final List<WorkingTime> TIMES = List.of(WorkingTime.values());
  private static final List<Contract> CONTRACTS = List.of(Contract.values());

  private final double[] cumulated = new double[VOCABULARY];

  SearchCorpus() {
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      sum += 1 / Math.pow(rank + 1.0, ZIPF);
      cumulated[rank] = sum;
    }
  }

  private static List<String> words(String line) {
    return List.of(line.split(" ", -1));
  }

  /// The word of a rank: the commonest are words of every posting, the rest are compounds.
  static String word(int rank) {
    if (rank < HEADS.size()) {
      return HEADS.get(rank);
    }
    int tail = rank - HEADS.size();
    String front = PARTS.get(tail % PARTS.size());
    String end = ENDS.get(tail / PARTS.size() % ENDS.size()).toLowerCase(Locale.GERMAN);
    int more = tail / PARTS.size() / ENDS.size();
    return more == 0 ? front + end : front + end + Integer.toString(more, 36);
  }

  private int rank(Random random) {
    double at = random.nextDouble() * cumulated[VOCABULARY - 1];
    int found = Arrays.binarySearch(cumulated, at);
    return Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found);
  }

  /// A word as a question has it: common, middling or rare by turns.
  String asked(Random random) {
    return word(
        switch (random.nextInt(3)) {
          case 0 -> 18 + random.nextInt(60);
          case 1 -> 80 + random.nextInt(3_000);
          default -> 3_000 + random.nextInt(20_000);
        });
  }

  static String role(Random random) {
    return ROLES.get(random.nextInt(ROLES.size()));
  }

  static Place town(int number) {
    String[] town = TOWNS.get(Math.floorMod(number, TOWNS.size())).split(":", -1);
    return new Place(
        town[0],
        "" + (10_000 + number % 80_000),
        town[3],
        "DE",
        Double.valueOf(town[1]),
        Double.valueOf(town[2]));
  }

  /// The posting of a number.
  Posting posting(int number) {
    Random random = new Random(number * 7_919L + 17);
    String role = role(random);
    StringBuilder text = new StringBuilder(WORDS * 9);
    int words = WORDS / 2 + random.nextInt(WORDS);
    for (int i = 0; i < words; i++) {
      text.append(word(rank(random))).append(i % 13 == 12 ? ". " : " ");
    }
    String title = role + " (m/w/d) " + word(HEADS.size() + random.nextInt(2_000));
    Instant seen = NOW.minusSeconds(random.nextInt(90 * 86_400));
    LocalDate day = LocalDate.ofInstant(seen, java.time.ZoneOffset.UTC);
    return new Posting(
        new PostingId("j_" + Integer.toString(number, 36) + "000"),
        new SiteId("site-" + zipf(random, 12)),
        "k" + number,
        URI.create("https://bench.invalid/" + number),
        new VacancyId("v_" + Integer.toString(number, 36) + "000"),
        known(title),
        known(new Employer("Firma " + zipf(random, 3_000) + " GmbH", null)),
        List.of(new Fact.Known<>(town(random.nextInt(TOWNS.size())), evidence("Ort"))),
        random.nextInt(3) == 0 ? Fact.unstated() : known(REMOTES.get(random.nextInt(3))),
        random.nextInt(3) > 0
            ? Fact.unstated()
            : known(new Eligibility(Eligibility.Answer.YES, Set.of())),
        List.of(new Fact.Known<>(TIMES.get(random.nextInt(3)), evidence("Zeit"))),
        List.of(
            new Fact.Known<>(
                CONTRACTS.get(zipf(random, CONTRACTS.size())), evidence("Vertrag"))),
        random.nextBoolean() ? Fact.unstated() : known(pay(random)),
        List.of(),
        IntStream.range(0, random.nextInt(6)).mapToObj(_ -> skill(random)).distinct().toList(),
        List.of(),
        List.of(),
        List.of(),
        Terms.unstated(),
        About.unstated(),
        known(random.nextInt(10) < 7 ? Locale.GERMAN : Locale.ENGLISH),
        known(day),
        Fact.unstated(),
        known(text.toString()),
        random.nextInt(4) > 0
            ? Fact.unstated()
            : known(
                new Membership(
                    "ki-trainer",
                    List.of("specialist", "data-worker", "click-worker").get(random.nextInt(3)))),
        Set.of(),
        new Lifespan(seen, seen, seen, null, null, 0));
  }

  /// All of them, in batches.
  static List<int[]> batches(int postings, int size) {
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < postings; from += size) {
      batches.add(new int[] {from, Math.min(postings, from + size)});
    }
    return batches;
  }

  private static Fact.Known<String> skill(Random random) {
    String name = "Skill " + zipf(random, 300);
    return new Fact.Known<>(name, evidence(name));
  }

  private static int zipf(Random random, int most) {
    return (int) Math.min(most - 1.0, Math.pow(most, random.nextDouble()) - 1);
  }

  private static Pay pay(Random random) {
    boolean hourly = random.nextInt(4) == 0;
    int low = hourly ? 13 + random.nextInt(30) : 28_000 + 1_000 * random.nextInt(60);
    BigDecimal min = BigDecimal.valueOf(low);
    BigDecimal max = BigDecimal.valueOf(low * 5L / 4);
    Pay.Unit unit = hourly ? Pay.Unit.HOUR : Pay.Unit.YEAR;
    return new Pay(
        min,
        max,
        "EUR",
        unit,
        Pay.UnitBasis.STATED,
        null,
        true,
        null,
        null,
        null,
        Pay.Basis.STATED,
        false,
        false,
        hourly ? null : new Pay.Annual(min, max, "AS_STATED", false),
        List.of(),
        List.of());
  }

  private static <T> Fact<T> known(T value) {
    return Fact.known(
        value, evidence(value.toString().substring(0, Math.min(20, value.toString().length()))));
  }

  private static Evidence evidence(String quote) {
    return Evidence.text(quote, Confidence.HIGH, "title");
  }
}
