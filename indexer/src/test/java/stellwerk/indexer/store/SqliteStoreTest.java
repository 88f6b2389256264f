package stellwerk.indexer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.sql.StoreException;

class SqliteStoreTest extends PostingStoreContract {
  @TempDir Path folder;

  private Address address() {
    return Address.parse("sqlite:" + folder.resolve("data/stellwerk.db"));
  }

  @Override
  Stores open() {
    return Stores.open(address());
  }

  @Test
  void whatWasKeptIsThereAfterARestart() {
    opened("one", "a");
    stores.close();

    openIt(Stores.open(address()));

    assertThat(store.find(SITE, "one")).isPresent();
    assertThat(store.changeNumber()).isEqualTo(1);
  }

  @Test
  void aCopyMadeWhileRunningHoldsEverything() {
    opened("one", "a");

    stores.database().copyTo(folder.resolve("copy.db"));
    opened("two", "b");

    try (Stores copy = Stores.open(Address.parse("sqlite:" + folder.resolve("copy.db")))) {
      assertThat(copy.postings().find(new PostingId("j_one"))).isPresent();
      assertThat(copy.postings().find(new PostingId("j_two"))).isEmpty();
    }
  }

  @Test
  void anUnknownAddressIsRefusedInASentence() {
    assertThatThrownBy(() -> Stores.open(Address.parse("oracle:somewhere")))
        .isInstanceOf(StoreException.class)
        .hasMessage("no store is known for oracle:somewhere; known: sqlite:PATH");
  }

  private void openIt(Stores other) {
    stores = other;
    store = other.postings();
  }
}
