package stellwerk.indexer.store;

import java.nio.file.Path;
import java.time.Instant;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Posting;

/// Keeps posting after posting and says so after each, until it is killed. A program of its own.
final class Scribe {
  private Scribe() {}

  public static void main(String[] arguments) {
    PostingJson json = new PostingJson();
    try (Stores stores = Stores.open(Address.parse("sqlite:" + Path.of(arguments[0])))) {
      for (int i = Integer.parseInt(arguments[1]); ; i++) {
        Posting posting = PostingStoreContract.posting("n" + i, "n" + i);
        var raw = PostingStoreContract.raw("n" + i);
        stores
            .postings()
            .keep(
                posting,
                raw,
                json.digest(raw),
                PostingStoreContract.CRAWL,
                new ChangeEvent.Opened(),
                Instant.parse("2026-11-22T06:10:00Z"));
        // A line that a kill cuts off lacks its end.
        System.out.println(i + ";");
      }
    }
  }
}
