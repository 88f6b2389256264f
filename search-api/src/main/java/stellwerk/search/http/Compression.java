package stellwerk.search.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Packs texts with gzip from 1 KB on; better ways are left to the proxy.
final class Compression {
  static final int LEAST = 1024;

  private Compression() {}

  static Answer apply(Answer answer, String acceptEncoding) {
    Answer varied = answer.with("Vary", "Accept-Encoding, Accept-Language");
    if (!wanted(acceptEncoding) || !text(answer.header("Content-Type").orElse(""))) {
      return varied;
    }
    return switch (answer.body()) {
      case Answer.Body.Whole(byte[] bytes) ->
          bytes.length < LEAST
              ? varied
              : varied.with(new Answer.Body.Whole(packed(bytes))).with("Content-Encoding", "gzip");
      case Answer.Body.Streamed(Answer.Writer writer) ->
          varied
              .with(
                  new Answer.Body.Streamed(out -> {
                    GZIPOutputStream packing = new GZIPOutputStream(out, 8192);
                    writer.write(packing);
                    packing.finish();
                  }))
              .with("Content-Encoding", "gzip");
    };
  }

  private static boolean wanted(String acceptEncoding) {
    for (String wish : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = wish.strip().split("\\s*;\\s*", -1);
      if (parts[0].equals("gzip")) {
        return parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static boolean text(String contentType) {
    return contentType.startsWith("text/")
        || contentType.contains("json")
        || contentType.contains("xml")
        || contentType.contains("yaml")
        || contentType.contains("javascript");
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused to be written", e);
    }
    return out.toByteArray();
  }
}
