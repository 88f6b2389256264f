package stellwerk.indexer.normalise;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names of countries, regions and towns in German and English, and the form they are compared in.
final class PlaceNames {
  /// ISO 3166-1 codes, and the words DACH, EU, EUROPE, WORLD, by folded name.
  private static final Map<String, String> COUNTRIES = countries();

  private static final Map<String, String> REGIONS =
      table(
          """
          DE-BW baden wuerttemberg|badenwuerttemberg|bw
          DE-BY bayern|bavaria|freistaat bayern
          DE-BE land berlin
          DE-BB brandenburg|land brandenburg
          DE-HB land bremen|freie hansestadt bremen
          DE-HH freie und hansestadt hamburg
          DE-HE hessen|hesse|hessia
          DE-MV mecklenburg vorpommern|mecklenburg western pomerania|mecklenburg west pomerania
          DE-NI niedersachsen|lower saxony
          DE-NW nordrhein westfalen|north rhine westphalia|nrw|north rhein westphalia
          DE-RP rheinland pfalz|rhineland palatinate
          DE-SL saarland
          DE-SN sachsen|saxony|freistaat sachsen
          DE-ST sachsen anhalt|saxony anhalt
          DE-SH schleswig holstein
          DE-TH thueringen|thuringia|freistaat thueringen
          AT-1 burgenland
          AT-2 kaernten|carinthia
          AT-3 niederoesterreich|lower austria
          AT-4 oberoesterreich|upper austria
          AT-5 land salzburg|salzburg land
          AT-6 steiermark|styria
          AT-7 tirol|tyrol
          AT-8 vorarlberg
          CH-AG kanton aargau|aargau
          CH-BE kanton bern
          CH-GR graubuenden
          CH-TG thurgau
          CH-TI tessin|ticino
          CH-VD waadt|vaud
          CH-VS wallis|valais
          CH-ZH kanton zuerich
          """);

  /// Other names of towns in the gazetteer, by folded name.
  private static final Map<String, String> EXONYMS =
      table(
          """
          muenchen munich|muc|muenchen stadt|landeshauptstadt muenchen|monaco di baviera
          koeln cologne|keulen
          hannover hanover
          nuernberg nuremberg|nuernberg stadt
          braunschweig brunswick
          wien vienna|vienne|wien stadt
          zuerich zurich
          geneve genf|geneva
          bern berne
          basel basle
          luzern lucerne
          lausanne losanna
          saarbruecken saarbrucken
          frankfurt_am_main frankfurt|ffm|frankfurt main|frankfurt a m|frankfurt a main
          frankfurt_oder frankfurt an der oder|frankfurt a d oder|frankfurt o
          halle_saale halle s|halle an der saale
          freiburg_im_breisgau freiburg i br|freiburg breisgau
          hamburg hh|hansestadt hamburg
          berlin berlin stadt|city of berlin|bln
          mainz mayence
          konstanz constance
          trier treves
          aachen aix la chapelle
          regensburg ratisbon
          innsbruck innsbruck stadt
          biel_bienne biel|bienne
          fribourg freiburg im uechtland|freiburg im ueechtland
          neuchatel neuenburg
          sion sitten
          sankt_gallen st gallen|saint gall
          """);

  /// Large towns elsewhere, so that an office abroad is told from an unknown word.
  private static final Map<String, String> ABROAD =
      table(
          """
          GB london|manchester|birmingham|edinburgh|glasgow|bristol|leeds|cambridge|oxford|belfast|cardiff
          US new york|new york city|nyc|san francisco|los angeles|seattle|boston|chicago|austin|denver|atlanta|dallas|houston|miami|washington dc|washington d c|philadelphia|phoenix|palo alto|mountain view|san jose|san diego|portland|menlo park|redwood city
          CA toronto|vancouver|montreal|ottawa|calgary
          FR paris|lyon|marseille|toulouse|bordeaux|nantes|lille|strasbourg|strassburg
          NL amsterdam|rotterdam|utrecht|eindhoven|den haag|the hague
          BE bruessel|brussels|antwerpen|antwerp|ghent
          ES madrid|barcelona|valencia|sevilla|malaga
          PT lissabon|lisbon|lisboa|porto
          IT rom|rome|roma|mailand|milan|milano|turin|torino|bologna|florenz|florence
          PL warschau|warsaw|warszawa|krakau|krakow|cracow|breslau|wroclaw|danzig|gdansk|posen|poznan|lodz
          CZ prag|prague|praha|bruenn|brno
          HU budapest
          RO bukarest|bucharest|cluj napoca|iasi
          BG sofia
          GR athen|athens
          IE dublin|cork
          DK kopenhagen|copenhagen
          SE stockholm|goeteborg|gothenburg|malmoe
          NO oslo
          FI helsinki
          EE tallinn
          LV riga
          LT vilnius
          UA kiew|kyiv|kiev|lviv
          RS belgrad|belgrade
          HR zagreb
          SI ljubljana
          SK bratislava
          TR istanbul|ankara
          IL tel aviv
          IN bangalore|bengaluru|hyderabad|pune|mumbai|chennai|gurgaon|gurugram|noida|new delhi|delhi|kolkata
          PH manila|quezon city|makati|cebu city|taguig
          SG singapore|singapur
          JP tokyo|tokio|osaka
          CN peking|beijing|shanghai|shenzhen
          AU sydney|melbourne|brisbane|perth
          BR sao paulo|rio de janeiro
          MX mexico city|ciudad de mexico|guadalajara|monterrey
          AR buenos aires
          CO bogota|medellin
          CL santiago
          ZA kapstadt|cape town|johannesburg
          KE nairobi
          NG lagos
          EG cairo|kairo
          AE dubai|abu dhabi
          LU luxemburg stadt|luxembourg city
          """);

  private PlaceNames() {}

  private static Map<String, String> table(String lines) {
    return lines
        .lines()
        .flatMap(line -> {
          int gap = line.indexOf(' ');
          String code = line.substring(0, gap).replace('_', ' ');
          return Stream.of(line.substring(gap + 1).split("\\|", -1))
              .map(name -> Map.entry(name, code));
        })
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a));
  }

  private static Map<String, String> countries() {
    Map<String, String> names = new java.util.HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale.Builder().setRegion(code).build();
      names.putIfAbsent(fold(country.getDisplayCountry(Locale.ENGLISH)), code);
      names.putIfAbsent(fold(country.getDisplayCountry(Locale.GERMAN)), code);
    }
    names.putAll(
        table(
            """
            DE bundesrepublik deutschland|brd|federal republic of germany|deu
            AT aut
            CH che
            GB uk|gbr|england|great britain|grossbritannien|britain|schottland|scotland|wales|u k|vereinigtes koenigreich
            US usa|u s a|u s|vereinigte staaten|united states of america|amerika
            NL holland|the netherlands|netherlands
            CZ tschechien|czech republic|tschechische republik
            TR turkey|tuerkei
            KR south korea|suedkorea
            RU russland|russia
            VN vietnam
            AE vae|uae|united arab emirates
            DACH dach|d a ch|dach region|dach raum
            EU eu|european union|europaeische union|eu weit|eu countries|ewr|eea|european economic area
            EUROPE europa|europe|europaweit|emea
            WORLD weltweit|worldwide|world|anywhere|global|globally|anywhere in the world|ueberall|international
            """));
    return Map.copyOf(names);
  }

  /// Lower case without accents and signs: "München-Süd" → "muenchen sued", "St. Pölten" → "sankt
  /// poelten".
  static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length() + 8);
    String lower = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      switch (c) {
        case 'ä' -> folded.append("ae");
        case 'ö' -> folded.append("oe");
        case 'ü' -> folded.append("ue");
        case 'ß' -> folded.append("ss");
        case 'æ' -> folded.append("ae");
        case 'ø' -> folded.append("o");
        case 'ł' -> folded.append("l");
        default -> plain(c, folded);
      }
    }
    String words = folded.toString().strip();
    if (words.startsWith("st ")) {
      words = "sankt" + words.substring(2);
    }
    return words;
  }

  private static void plain(char c, StringBuilder into) {
    if (c < 128) {
      boolean sign = !Character.isLetterOrDigit(c);
      if (!sign) {
        into.append(c);
      } else if (!into.isEmpty() && into.charAt(into.length() - 1) != ' ' && c != '\'') {
        into.append(' ');
      }
    } else if (Character.isLetter(c)) {
      String base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      into.append(base.charAt(0));
    } else if (!into.isEmpty()
        && into.charAt(into.length() - 1) != ' '
        && Character.getType(c) != Character.FORMAT) {
      into.append(' ');
    }
  }

  /// The country, or DACH, EU, EUROPE, WORLD, that a name means; two capital letters are a code.
  static Optional<String> country(String words) {
    String name = words.strip();
    if (name.length() == 2
        && name.equals(name.toUpperCase(Locale.ROOT))
        && java.util.Arrays.binarySearch(ISO, name) >= 0) {
      return Optional.of(name);
    }
    String key = fold(name);
    if (key.startsWith("the ")) {
      key = key.substring(4);
    }
    return Optional.ofNullable(COUNTRIES.get(key));
  }

  private static final Set<String> STATES =
      Set.of(
          "AL", "AR", "AZ", "CA", "CO", "DE", "GA", "ID", "IL", "IN", "KY", "LA", "MA", "MD", "ME",
          "MN", "MO", "MS", "MT", "NC", "NE", "PA", "SC", "SD", "TN", "VA");

  private static final String[] ISO =
      Stream.of(Locale.getISOCountries()).sorted().toArray(String[]::new);

  /// Whether two letters are a state of the United States as well as a country: "Wilmington, DE".
  static boolean alsoState(String words) {
    return STATES.contains(words.strip());
  }

  /// ISO 3166-2 of a German, Austrian or Swiss region; two letters only where the country is known.
  static Optional<String> region(String words) {
    return Optional.ofNullable(REGIONS.get(fold(words)));
  }

  /// The folded official name behind another name of a town.
  static Optional<String> exonym(String folded) {
    return Optional.ofNullable(EXONYMS.get(folded));
  }

  /// The country of a large town elsewhere.
  static Optional<String> abroad(String folded) {
    return Optional.ofNullable(ABROAD.get(folded));
  }
}
