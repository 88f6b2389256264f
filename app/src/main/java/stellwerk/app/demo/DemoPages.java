package stellwerk.app.demo;

import static stellwerk.app.demo.Markup.escape;
import static stellwerk.app.demo.Markup.json;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How the demo's sites write what they have to say: each in the shape of its kind.
final class DemoPages {
  private DemoPages() {}

  /// A Personio feed.
  static String personio(List<DemoPosting> postings) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workzag-jobs>\n");
    for (DemoPosting posting : postings) {
      xml.append("<position><id>").append(posting.id().replaceAll("\\D", "")).append("</id>");
      xml.append("<subcompany>").append(escape(posting.employer())).append("</subcompany>");
      xml.append("<office>").append(escape(place(posting.places().getFirst()))).append("</office>");
      xml.append("<department>KI und Daten</department>");
      xml.append("<name>").append(escape(posting.title())).append("</name><jobDescriptions>");
      part(xml, english(posting, "About us", "Über uns"), List.of(posting.archetype().intro()));
      part(xml, english(posting, "Your tasks", "Ihre Aufgaben"), posting.archetype().tasks());
      part(
          xml, english(posting, "Your profile", "Das bringen Sie mit"), posting.archetype().asks());
      part(xml, english(posting, "What we offer", "Das bieten wir"), posting.archetype().offers());
      if (!posting.payInWords().isBlank()) {
        part(xml, english(posting, "Compensation", "Vergütung"), List.of(posting.payInWords()));
      }
      part(
          xml,
          "Ihr Kontakt",
          List.of("Rückfragen an Erika Beispiel, bewerbung@demo.example, Telefon 030 12345678"));
      String terms = posting.terms();
      String contract =
          terms.contains("working-student")
              ? "working_student"
              : terms.contains("permanent") ? "permanent" : "";
      xml.append("</jobDescriptions>");
      if (!contract.isEmpty()) {
        xml.append("<employmentType>").append(contract).append("</employmentType>");
      }
      xml.append("<schedule>")
          .append(terms.contains("part-time") ? "part-time" : "full-time")
          .append("</schedule>");
      xml.append("<createdAt>")
          .append(posting.posted())
          .append("T08:00:00+00:00</createdAt></position>\n");
    }
    return xml.append("</workzag-jobs>\n").toString();
  }

  private static String english(DemoPosting posting, String english, String german) {
    return posting.english() ? english : german;
  }

  private static void part(StringBuilder xml, String name, List<String> lines) {
    xml.append("<jobDescription><name>").append(escape(name)).append("</name><value><![CDATA[<ul>");
    lines.forEach(line -> xml.append("<li>").append(escape(line)).append("</li>"));
    xml.append("</ul>]]></value></jobDescription>");
  }

  /// A Greenhouse board.
  static String greenhouse(List<DemoPosting> postings, String base) {
    String jobs =
        postings.stream()
            .map(posting -> greenhouseJob(posting, base))
            .collect(Collectors.joining(",\n"));
    return "{\"jobs\":[" + jobs + "],\"meta\":{\"total\":" + postings.size() + "}}";
  }

  private static String greenhouseJob(DemoPosting posting, String base) {
    StringBuilder job = new StringBuilder("{\"id\":").append(posting.id());
    job.append(",\"internal_job_id\":").append(posting.id());
    job.append(",\"title\":").append(json(posting.title()));
    job.append(",\"company_name\":").append(json(posting.employer()));
    job.append(",\"updated_at\":\"").append(posting.posted()).append("T09:00:00-05:00\"");
    job.append(",\"first_published\":\"").append(posting.posted()).append("T09:00:00-05:00\"");
    job.append(",\"language\":\"").append(posting.english() ? "en" : "de").append('"');
    job.append(",\"location\":{\"name\":").append(json(posting.places().getFirst())).append('}');
    job.append(",\"absolute_url\":").append(json(base + "/jobs/" + posting.id()));
    List<String> pay = posting.structuredPay();
    if (!pay.isEmpty()) {
      job.append(",\"pay_input_ranges\":[{\"min_cents\":")
          .append(pay.get(1))
          .append("00,\"max_cents\":");
      job.append(pay.get(2)).append("00,\"currency_type\":").append(json(pay.get(3)));
      job.append(",\"title\":")
          .append(json(pay.getFirst().equals("HOUR") ? "Hourly rate" : "Annual salary"));
      job.append(",\"blurb\":\"\"}]");
    }
    job.append(",\"content\":").append(json(escape(posting.html())));
    return job.append(",\"departments\":[],\"offices\":[],\"metadata\":null}").toString();
  }

  /// An RSS 2.0 feed.
  static String rss(List<DemoPosting> postings, String name, String base) {
    StringBuilder rss =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>");
    rss.append("<title>")
        .append(escape(name))
        .append("</title><link>")
        .append(base)
        .append("/</link>");
    rss.append("<description>Neue Aufgaben</description><language>de</language>\n");
    for (DemoPosting posting : postings) {
      String url = base + "/aufgabe/" + posting.id();
      rss.append("<item><title>")
          .append(escape(posting.title()))
          .append("</title><link>")
          .append(url);
      rss.append("</link><guid isPermaLink=\"false\">")
          .append(posting.id())
          .append("</guid><pubDate>");
      rss.append(
          DateTimeFormatter.RFC_1123_DATE_TIME
              .withLocale(Locale.ENGLISH)
              .format(posting.posted().atTime(6, 0).atOffset(ZoneOffset.UTC)));
      rss.append("</pubDate><description>")
          .append(escape(words(posting)))
          .append("</description></item>\n");
    }
    return rss.append("</channel></rss>\n").toString();
  }

  /// What a feed says of a posting; its places and terms stand in the text, as feeds have no fields
  /// for them.
  private static String words(DemoPosting posting) {
    return "<p>"
        + escape(String.join(" oder ", posting.places()))
        + ", freiberuflich</p>"
        + posting.html();
  }

  /// A sitemap.
  static String sitemap(List<String> urls, LocalDate changed) {
    return urls.stream()
        .map(url -> "<url><loc>" + escape(url) + "</loc><lastmod>" + changed + "</lastmod></url>\n")
        .collect(
            Collectors.joining(
                "",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
                "</urlset>\n"));
  }

  /// A list of links, for people.
  static String list(String name, List<DemoPosting> postings, String base) {
    String items =
        postings.stream()
            .map(p ->
                "<li><a href=\""
                    + base
                    + "/stelle/"
                    + p.id()
                    + "\">"
                    + escape(p.title())
                    + "</a></li>\n")
            .collect(Collectors.joining());
    return page(
        name,
        "<h1>Stellenangebote</h1><p>" + postings.size() + " Stellen</p><ul>" + items + "</ul>",
        "utf-8");
  }

  /// A posting's page with JSON-LD.
  static String detail(DemoPosting posting, String siteName, String charset) {
    String body =
        "<h1>"
            + escape(posting.title())
            + "</h1><p class=\"firma\">"
            + escape(posting.employer())
            + "</p>"
            + posting.html();
    return page(
        siteName,
        "<script type=\"application/ld+json\">" + jsonLd(posting) + "</script>" + body,
        charset);
  }

  /// A posting's page for people only.
  static String plain(DemoPosting posting, String siteName) {
    return page(siteName, "<h1>" + escape(posting.title()) + "</h1>" + posting.html(), "utf-8");
  }

  static String closed(DemoPosting posting, String siteName) {
    return page(
        siteName,
        "<h1>"
            + escape(posting.title())
            + "</h1><p>Diese Stellenanzeige ist nicht mehr verfügbar.</p>",
        "utf-8");
  }

  private static String page(String title, String body, String charset) {
    return "<!DOCTYPE html><html lang=\"de\"><head><meta charset=\""
        + charset
        + "\"><title>"
        + escape(title)
        + "</title></head><body><header>"
        + escape(title)
        + "</header><main>"
        + body
        + "</main><footer>Demo-Seite, alle Angaben erfunden</footer></body></html>";
  }

  private static String jsonLd(DemoPosting posting) {
    StringBuilder ld =
        new StringBuilder("{\"@context\":\"https://schema.org\",\"@type\":\"JobPosting\"");
    ld.append(",\"identifier\":{\"@type\":\"PropertyValue\",\"value\":")
        .append(json(posting.id()))
        .append('}');
    ld.append(",\"title\":").append(json(posting.title()));
    ld.append(",\"hiringOrganization\":{\"@type\":\"Organization\",\"name\":")
        .append(json(posting.employer()));
    // A hostile employer tries its luck with the link to its own site.
    ld.append(posting.noted("feindlich") ? ",\"sameAs\":\"javascript:alert(1)\"}" : "}");
    ld.append(",\"datePosted\":\"").append(posting.posted()).append('"');
    ld.append(",\"validThrough\":\"").append(posting.posted().plusDays(60)).append('"');
    ld.append(",\"employmentType\":\"").append(posting.terms()).append('"');
    List<String> towns =
        posting.places().stream().filter(place -> !place.equals("Homeoffice")).toList();
    if (towns.isEmpty()) {
      ld.append(",\"jobLocationType\":\"TELECOMMUTE\",\"applicantLocationRequirements\":");
      ld.append("{\"@type\":\"Country\",\"name\":\"DE\"}");
    } else {
      ld.append(",\"jobLocation\":[")
          .append(towns.stream().map(DemoPages::jobLocation).collect(Collectors.joining(",")));
      ld.append(']');
    }
    List<String> pay = posting.structuredPay();
    if (!pay.isEmpty()) {
      ld.append(",\"baseSalary\":{\"@type\":\"MonetaryAmount\",\"currency\":\"").append(pay.get(3));
      ld.append("\",\"value\":{\"@type\":\"QuantitativeValue\",\"minValue\":").append(pay.get(1));
      ld.append(",\"maxValue\":")
          .append(pay.get(2))
          .append(",\"unitText\":\"")
          .append(pay.getFirst())
          .append("\"}}");
    }
    return ld.append(",\"description\":").append(json(posting.html())).append('}').toString();
  }

  private static String jobLocation(String place) {
    StringBuilder location =
        new StringBuilder("{\"@type\":\"Place\",\"address\":{\"@type\":\"PostalAddress\"");
    if (Character.isDigit(place.charAt(0))) {
      location.append(",\"postalCode\":\"").append(place, 0, 5).append('"');
    }
    return location
        .append(",\"addressLocality\":")
        .append(json(place(place)))
        .append(",\"addressCountry\":\"DE\"}}")
        .toString();
  }

  private static String place(String place) {
    return Character.isDigit(place.charAt(0)) ? place.substring(6) : place;
  }
}
