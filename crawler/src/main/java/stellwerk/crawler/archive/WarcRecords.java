package stellwerk.crawler.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.netpreserve.jwarc.HttpRequest;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;

/// A page as WARC records: the request, and the response with its body decompressed. What WARC has
/// no word for stands in extension headers (`WARC-Stellwerk-…`), which other tools pass over.
final class WarcRecords {
  private static final String PURPOSE = "WARC-Stellwerk-Purpose";
  private static final String HEADERS = "WARC-Stellwerk-Headers";
  private static final String CARRIED = "WARC-Stellwerk-Carried";
  private static final String ASKED = "WARC-Stellwerk-Asked-URI";
  private static final String METHOD = "WARC-Stellwerk-Method";
  private static final String WIRE_BYTES = "WARC-Stellwerk-Wire-Bytes";
  private static final String TOOK = "WARC-Stellwerk-Took";
  private static final String AT = "WARC-Stellwerk-At";
  private static final String ANSWERED = "WARC-Stellwerk-Answered";

  /// They speak of the transfer; the body stands here as it is without it.
  private static final Set<String> OF_THE_TRANSFER =
      Set.of("content-encoding", "transfer-encoding", "content-length");

  private WarcRecords() {}

  static byte[] info(String filename) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WarcWriter writer = new WarcWriter(Channels.newChannel(bytes), WarcCompression.GZIP)) {
      writer.write(
          new Warcinfo.Builder()
              .filename(filename)
              .fields(
                  Map.of(
                      "software", List.of("Stellwerk"), "format", List.of("WARC File Format 1.0")))
              .build());
    }
    return bytes.toByteArray();
  }

  static byte[] write(Fetched.Page page) throws IOException {
    Request request = page.request();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.body().length / 4 + 1_024);
    try (WarcWriter writer = new WarcWriter(Channels.newChannel(bytes), WarcCompression.GZIP)) {
      HttpRequest.Builder asked =
          new HttpRequest.Builder(request.method().name(), target(request.url()));
      asked.setHeader("Host", String.valueOf(request.url().getRawAuthority()));
      asked.body(null, request.body().getBytes(StandardCharsets.UTF_8));
      WarcRequest sent =
          new WarcRequest.Builder(page.url())
              .date(page.at())
              .body(asked.build())
              .setHeader(PURPOSE, request.purpose().name())
              .setHeader(METHOD, request.method().name())
              .setHeader(ASKED, request.url().toString())
              .setHeader(HEADERS, form(request.headers()))
              .setHeader(CARRIED, form(request.carried()))
              .build();
      writer.write(sent);
      writer.write(
          new WarcResponse.Builder(page.url())
              .date(page.at())
              .concurrentTo(sent.id())
              .body(response(page))
              .setHeader(ANSWERED, form(flat(page.headers())))
              .setHeader(WIRE_BYTES, Long.toString(page.wireBytes()))
              .setHeader(AT, page.at().toString())
              .setHeader(TOOK, page.took().toString())
              .build());
    }
    return bytes.toByteArray();
  }

  private static HttpResponse response(Fetched.Page page) {
    HttpResponse.Builder response = new HttpResponse.Builder(page.status(), "OK");
    page.headers()
        .forEach((name, values) -> {
          if (!OF_THE_TRANSFER.contains(name)) {
            values.forEach(value -> response.addHeader(name, printable(value)));
          }
        });
    return response.body(null, page.body()).build();
  }

  static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /// Puts a page together again from its two records.
  static Fetched.Page page(MessageHeaders asked, String body, WarcResponse answer, byte[] answered)
      throws IOException {
    Request request =
        new Request(
            URI.create(asked.first(ASKED).orElse(answer.target())),
            Request.Method.valueOf(asked.first(METHOD).orElse("GET")),
            Request.Purpose.valueOf(asked.first(PURPOSE).orElse("DETAIL")),
            unform(asked.first(HEADERS).orElse("")),
            body,
            unform(asked.first(CARRIED).orElse("")));
    MessageHeaders extra = answer.headers();
    return new Fetched.Page(
        request,
        URI.create(answer.target()),
        answer.http().status(),
        unflat(unform(extra.first(ANSWERED).orElse(""))),
        answered,
        Long.parseLong(extra.first(WIRE_BYTES).orElse(Integer.toString(answered.length))),
        Duration.parse(extra.first(TOOK).orElse("PT0S")),
        extra.first(AT).map(Instant::parse).orElse(answer.date()));
  }

  private static String target(URI url) {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static String printable(String value) {
    return value.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static Map<String, String> flat(Map<String, List<String>> headers) {
    Map<String, String> flat = new TreeMap<>();
    headers.forEach((name, values) -> flat.put(name, String.join("\n", values)));
    return flat;
  }

  private static Map<String, List<String>> unflat(Map<String, String> flat) {
    Map<String, List<String>> headers = new TreeMap<>();
    flat.forEach((name, values) -> headers.put(name, values.lines().toList()));
    return headers;
  }

  /// Names and values as a form writes them: on one line, in ASCII, whatever they hold.
  private static String form(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> unform(String form) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : form.isEmpty() ? List.<String>of() : List.of(form.split("&", -1))) {
      int equals = pair.indexOf('=');
      values.put(
          URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return values;
  }
}
