package stellwerk.indexer.posting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Something a posting asks for, one of the five parts of the portal's article.
public sealed interface Requirement {
  /// Must, welcome, or not said.
  @Nullable Boolean required();

  /// Schooling, training or study.
  ///
  /// @param level `none` (none is needed), `school`, `vocational`, `study`, `phd`, `any` (every way
  ///   is welcome), and `equivalent` beside another one of its group (`normalisation.md` §3.3)
  /// @param field subject; null if not said
  /// @param group entries with the same group are alternatives; null if it stands alone
  record Education(
      String level,
      @Nullable String field,
      @Nullable Boolean required,
      boolean waived,
      @Nullable String group)
      implements Requirement {}

  /// What one has done before.
  ///
  /// @param yearsMin null if no number was said
  /// @param yearsMax null if the span is open above
  /// @param level where no number was said: `entry`, `some`, `multi`, `none_needed`
  /// @param field of work; null if not said
  record Experience(
      @Nullable BigDecimal yearsMin,
      @Nullable BigDecimal yearsMax,
      @Nullable String level,
      @Nullable String field,
      @Nullable Boolean required,
      boolean waived,
      @Nullable String group)
      implements Requirement {}

  /// A language and how well.
  ///
  /// @param language ISO 639-1
  /// @param level CEFR `A1` … `C2` or `native`; null if not said
  record LanguageSkill(
      String language,
      @Nullable String level,
      @Nullable Boolean required,
      boolean waived,
      @Nullable String group)
      implements Requirement {}

  /// A course or certificate.
  ///
  /// @param offered whether the employer offers it rather than asks for it
  record FurtherTraining(String name, @Nullable Boolean required, boolean offered)
      implements Requirement {}

  record OfficeIt(String name, @Nullable Boolean required, boolean waived, @Nullable String group)
      implements Requirement {}
}
