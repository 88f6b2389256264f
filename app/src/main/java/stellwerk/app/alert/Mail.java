package stellwerk.app.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

/// Hands a mail to a relay that takes it without a password, such as the one on this machine (RFC
/// 5321). Whoever needs encryption or a password lets that relay do it.
public final class Mail implements Channel {
  private static final int PATIENCE_MILLIS = 20_000;

  private final String host;
  private final int port;
  private final String from;
  private final List<String> to;
  private final InstantSource clock;

  public Mail(String host, int port, String from, List<String> to, InstantSource clock) {
    this.host = host;
    this.port = port;
    this.from = from;
    this.to = List.copyOf(to);
    this.clock = clock;
  }

  @Override
  public void send(Message message) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      OutputStream out = socket.getOutputStream();
      expect(in, "the greeting", 220);
      say(in, out, "HELO stellwerk", 250);
      say(in, out, "MAIL FROM:<" + from + ">", 250);
      for (String address : to) {
        say(in, out, "RCPT TO:<" + address + ">", 250);
      }
      say(in, out, "DATA", 354);
      say(in, out, text(message) + "\r\n.", 250);
      say(in, out, "QUIT", 221);
    }
  }

  /// The mail itself: its subject and text as base64, so that no line is too long and no dot stands
  /// alone.
  private String text(Message message) {
    Base64.Encoder lines = Base64.getMimeEncoder();
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    return String.join(
        "\r\n",
        "From: " + from,
        "To: " + String.join(", ", to),
        "Date: " + date,
        "Subject: =?UTF-8?B?"
            + Base64.getEncoder().encodeToString(shortened(message.title()).getBytes(UTF_8))
            + "?=",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "Auto-Submitted: auto-generated",
        "",
        lines.encodeToString(message.text().getBytes(UTF_8)));
  }

  /// An encoded word holds 75 characters (RFC 2047 §2).
  private static String shortened(String title) {
    String subject = "Stellwerk: " + title;
    int end = subject.length();
    while (subject.substring(0, end).getBytes(UTF_8).length > 45) {
      end--;
    }
    return subject.substring(0, end);
  }

  private void say(BufferedReader in, OutputStream out, String line, int expected)
      throws IOException {
    out.write((line + "\r\n").getBytes(UTF_8));
    out.flush();
    expect(in, line.lines().findFirst().orElse(""), expected);
  }

  /// Reads an answer, which may have several lines.
  private void expect(BufferedReader in, String said, int expected) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null || !line.startsWith(String.valueOf(expected))) {
      throw new IOException(host + ":" + port + " answered “" + line + "” to " + said);
    }
  }
}
