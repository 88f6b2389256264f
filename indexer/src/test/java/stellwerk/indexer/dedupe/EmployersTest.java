package stellwerk.indexer.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmployersTest {
  @Test
  void legalFormsAndCountriesDoNotMatter() {
    assertThat(Employers.key("Beispiel GmbH & Co. KG")).isEqualTo("beispiel");
    assertThat(Employers.key("BEISPIEL Deutschland GmbH")).isEqualTo("beispiel");
    assertThat(Employers.key("Müller e.V.")).isEqualTo("mueller");
    assertThat(Employers.key("Mueller e. V.")).isEqualTo("mueller");
  }

  @Test
  void aNameThatIsALegalFormStays() {
    assertThat(Employers.company("Company")).isEqualTo("company");
    assertThat(Employers.company("Muster Holding AG")).isEqualTo("muster");
  }

  @Test
  void anotherNameOfAnEmployerLeadsToIt() {
    assertThat(Employers.key("Outlier AI")).isEqualTo(Employers.key("Outlier"));
    assertThat(Employers.key("Mindrift")).isNotEqualTo(Employers.key("Outlier"));
  }

  @Test
  void aNameWithWordsAtItsEndIsKin() {
    assertThat(Employers.kin("siemens", "siemens energy")).isTrue();
    assertThat(Employers.kin("siemens", "siemensstadt")).isFalse();
    assertThat(Employers.kin("siemens", "siemens")).isFalse();
  }
}
