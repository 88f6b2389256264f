package stellwerk.indexer.store;

import java.nio.file.Path;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.store.sql.Database;
import stellwerk.indexer.store.sql.StoreException;

/// The store at an address, opened: the one switch between kinds of databases.
///
/// @param database for the rows that the crawler asks to remember (`store.crawl`)
/// @param standings what closing needs to know of postings
public record Stores(Database database, PostingStore postings, Standings standings, Shelf shelf)
    implements AutoCloseable {

  /// Opens a store.
  ///
  /// @throws StoreException if nobody knows the scheme, another process holds the store, or a newer
  ///   program wrote it
  public static Stores open(Address address) {
    return switch (address.scheme()) {
      case "sqlite" -> of(Database.sqlite(Path.of(address.rest())));
      default ->
          throw new StoreException(
              StoreException.Kind.REFUSED,
              "no store is known for " + address + "; known: sqlite:PATH");
    };
  }

  private static Stores of(Database database) {
    PostingJson json = new PostingJson();
    return new Stores(
        database,
        new SqlPostingStore(database, json),
        new Standings(database, new ChangeLog(json)),
        new SqlShelf(database));
  }

  @Override
  public void close() {
    database.close();
  }
}
