package stellwerk.indexer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosingGuardTest {
  @Test
  void aTinySiteMayLoseAll() {
    assertThat(ClosingGuard.holds(4, 4, 30)).isFalse();
  }

  @Test
  void fromFiveClosingsOnTheShareDecides() {
    assertThat(ClosingGuard.holds(5, 5, 30)).isTrue();
    assertThat(ClosingGuard.holds(6, 20, 30)).isFalse();
    assertThat(ClosingGuard.holds(7, 20, 30)).isTrue();
    assertThat(ClosingGuard.holds(20, 20, 100)).isFalse();
    assertThat(ClosingGuard.holds(0, 0, 30)).isFalse();
  }
}
