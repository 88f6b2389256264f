package stellwerk.indexer.index;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import stellwerk.indexer.posting.Posting;

/// Writes a number for a posting and remembers which one it was.
final class RememberedPostings implements PostingCodec {
  private final Map<String, Posting> written = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  @Override
  public byte[] write(Posting posting) {
    String number = Integer.toString(last.incrementAndGet());
    written.put(number, posting);
    return number.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Posting read(byte[] bytes) {
    Posting posting = written.get(new String(bytes, StandardCharsets.UTF_8));
    if (posting == null) {
      throw new IllegalArgumentException("nothing was written under that number");
    }
    return posting;
  }
}
