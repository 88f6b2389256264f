package stellwerk.crawler.fetch;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Reads a body to its declared end, decompresses it, and stops at its limits.
///
/// The library's own decompression has no limit and offers whatever codec lies on the class path;
/// here one layer of gzip or deflate is read, which is what Accept-Encoding asked for.
final class BodyReader {
  private static final long BOMB_FROM = 1_000_000;
  private static final long BOMB_RATIO = 100;

  /// A limit was met. The connection still holds unread body: cancel it before leaving.
  static final class LimitException extends IOException {
    private static final long serialVersionUID = 1;

    final Fetched.Failed.Fault fault;

    LimitException(Fetched.Failed.Fault fault, String message) {
      super(message);
      this.fault = fault;
    }
  }

  /// @param whole whether the body ended by itself, so that its connection may be used again
  @SuppressWarnings("ArrayRecordComponent") // handed over once
  record Body(byte[] bytes, long wireBytes, boolean whole) {}

  private final long maxBytes;
  private final Ask.Overflow overflow;

  BodyReader(long maxBytes, Ask.Overflow overflow) {
    this.maxBytes = maxBytes;
    this.overflow = overflow;
  }

  /// @param codings the values of Content-Encoding
  /// @throws LimitException if a limit was met
  /// @throws IOException if the body was cut or corrupt
  Body read(InputStream wire, List<String> codings) throws IOException {
    Counted counted = new Counted(wire);
    try (InputStream plain = decoded(counted, String.join(",", codings).strip())) {
      return read(plain, counted);
    }
  }

  private Body read(InputStream plain, Counted counted) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    for (int n = plain.read(buffer); n >= 0; n = plain.read(buffer)) {
      long room = maxBytes - kept.size();
      kept.write(buffer, 0, (int) Math.min(n, room));
      if (n > room) {
        return cut(kept, counted);
      }
      if (counted.count > maxBytes) {
        throw tooLarge("on the wire");
      }
      if (kept.size() > BOMB_FROM && kept.size() / BOMB_RATIO > counted.count) {
        throw new LimitException(
            Fetched.Failed.Fault.BOMB,
            "expands beyond " + BOMB_RATIO + " : 1 (" + counted.count + " bytes on the wire)");
      }
    }
    drain(counted, buffer);
    return new Body(kept.toByteArray(), counted.count, true);
  }

  /// A decoder stops at its own end mark; whether the transfer was whole shows only at the wire's.
  private void drain(Counted counted, byte[] buffer) throws IOException {
    IOException swallowed = counted.broken;
    if (swallowed != null) {
      throw swallowed;
    }
    while (counted.read(buffer) >= 0) {
      if (counted.count > maxBytes) {
        throw tooLarge("on the wire, behind the end of its compressed part");
      }
    }
  }

  private Body cut(ByteArrayOutputStream kept, Counted counted) throws LimitException {
    if (overflow == Ask.Overflow.CUT) {
      return new Body(kept.toByteArray(), counted.count, false);
    }
    throw tooLarge("decompressed");
  }

  private LimitException tooLarge(String where) {
    return new LimitException(
        Fetched.Failed.Fault.TOO_LARGE, "more than " + maxBytes + " bytes " + where);
  }

  private static InputStream decoded(InputStream wire, String coding) throws IOException {
    return switch (coding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> wire;
      case "gzip", "x-gzip" -> gunzipped(wire);
      case "deflate" -> inflated(wire);
      default ->
          throw new LimitException(
              Fetched.Failed.Fault.BROKEN,
              "content coding \"" + coding + "\", though only gzip or deflate was asked for");
    };
  }

  private static InputStream gunzipped(InputStream wire) throws IOException {
    PushbackInputStream start = new PushbackInputStream(wire, 1);
    int first = start.read();
    if (first < 0) {
      return start; // an empty body needs no header
    }
    start.unread(first);
    return new GZIPInputStream(start, 8_192);
  }

  /// "deflate" is the zlib format (RFC 9110 §8.4.1.2), but some servers send it without its header.
  private static InputStream inflated(InputStream wire) throws IOException {
    PushbackInputStream start = new PushbackInputStream(wire, 2);
    byte[] head = start.readNBytes(2);
    start.unread(head);
    boolean zlib =
        head.length == 2
            && (head[0] & 0x0f) == 8
            && (((head[0] & 0xff) << 8) | (head[1] & 0xff)) % 31 == 0;
    return head.length == 0 ? start : new Inflated(start, new Inflater(!zlib));
  }

  /// Frees an inflater of our own making, which the library's stream leaves alone.
  private static final class Inflated extends InflaterInputStream {
    Inflated(InputStream in, Inflater inflater) {
      super(in, inflater, 8_192);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }

  /// Counts what comes over the wire, and remembers that it broke: a gzip stream that looks for
  /// another member behind its end passes over that in silence.
  private static final class Counted extends FilterInputStream {
    long count;
    @Nullable IOException broken;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int n = super.read(into, offset, length);
        count += Math.max(0, n);
        return n;
      } catch (IOException trouble) {
        broken = trouble;
        throw trouble;
      }
    }

    /// Closing the wire would drain it; that is the transport's to decide.
    @Override
    public void close() {}
  }
}
