package stellwerk.app.command;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Hands UTF-8 bytes to a command's writer as characters, so that what streams goes where all else
/// goes.
final class WordStream extends OutputStream {
  private final PrintWriter out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);

  /// The bytes of a character that is not whole yet.
  private byte[] rest = new byte[0];

  WordStream(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    ByteBuffer input =
        ByteBuffer.allocate(rest.length + length).put(rest).put(bytes, from, length).flip();
    CharBuffer characters = CharBuffer.allocate(input.remaining() + 1);
    decoder.decode(input, characters, false);
    rest = new byte[input.remaining()];
    input.get(rest);
    out.append(characters.flip());
  }

  @Override
  public void flush() {
    out.flush();
  }
}
