package stellwerk.indexer.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.store.sql.StoreException;

class ShelfTest {
  private static final Instant NOW = Instant.parse("2026-11-22T06:10:00Z");

  @TempDir Path folder;

  @Test
  void aDocumentIsWrittenOnceAndNeverChanged() {
    try (Stores stores = Stores.open(Address.parse("sqlite:" + folder.resolve("s.db")))) {
      Shelf shelf = stores.shelf();

      assertThat(shelf.put("issue/2026-24", "erste".getBytes(UTF_8), NOW)).isTrue();
      assertThat(shelf.put("issue/2026-24", "erste".getBytes(UTF_8), NOW)).isFalse();
      assertThatThrownBy(() -> shelf.put("issue/2026-24", "zweite".getBytes(UTF_8), NOW))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("issue/2026-24")
          .hasMessageContaining("never changed");

      assertThat(shelf.find("issue/2026-24"))
          .hasValueSatisfying(bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo("erste"));
      assertThat(shelf.find("issue/2026-25")).isEmpty();
    }
  }

  @Test
  void namesAreListedByTheirBeginning() {
    try (Stores stores = Stores.open(Address.parse("sqlite:" + folder.resolve("s.db")))) {
      Shelf shelf = stores.shelf();
      shelf.put("issue/b", new byte[] {1}, NOW);
      shelf.put("issue/a", new byte[] {1}, NOW);
      shelf.put("other", new byte[] {1}, NOW);

      assertThat(shelf.names("issue/")).containsExactly("issue/a", "issue/b");
    }
  }
}
