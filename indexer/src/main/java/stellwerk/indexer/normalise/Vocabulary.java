package stellwerk.indexer.normalise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words the readers look for, kept as data so that an operator can add to them without a
/// build.
///
/// Each list is in the order in which it is asked.
///
/// @param skills what one can use: office programs, tools, programming languages
/// @param subjects fields of work that a posting names: annotation, language models
/// @param softSkills the nine of the portal's article, and further common ones
/// @param tasks the three task families
/// @param conditions formal ones: licence, equipment, place of residence
/// @param languages ISO 639-1 and the stems of a language's names
/// @param places towns, regions and countries that stand at the end of titles
public record Vocabulary(
    List<Word> skills,
    List<Word> subjects,
    List<Word> softSkills,
    List<Word> tasks,
    List<Word> conditions,
    List<Word> languages,
    List<Word> places) {

  /// A value and the words that say it.
  ///
  /// @param label for people
  /// @param not words that look alike and do not say it; null: none
  public record Word(String id, String label, Words.Stem words, Words.@Nullable Stem not) {
    /// From regular expressions, which are searched from the beginning of a word on and without
    /// regard to case, unless they say `(?-i:…)`.
    public static Word of(String id, String label, String words, String not) {
      return new Word(id, label, Words.Stem.of(words), not.isEmpty() ? null : Words.Stem.of(not));
    }

    /// From words as people write them, whole and without regard to case; a `*` stands for the rest
    /// of a word, a blank and a hyphen are the same.
    ///
    /// @throws IllegalArgumentException if there is no word, or one that does not begin with a
    ///   letter or a digit
    public static Word plain(String id, String label, List<String> words, List<String> not) {
      if (words.isEmpty()) {
        throw new IllegalArgumentException("“" + id + "” needs at least one word that says it");
      }
      return of(id, label, expression(words), expression(not));
    }

    private static String expression(List<String> words) {
      return String.join("|", words.stream().map(Word::expression).toList());
    }

    private static String expression(String word) {
      String stripped = word.strip();
      if (stripped.isEmpty() || !Character.isLetterOrDigit(stripped.charAt(0))) {
        throw new IllegalArgumentException(
            "“"
                + word
                + "” must begin with a letter or a digit: texts are searched by their words");
      }
      StringBuilder expression = new StringBuilder();
      for (String part : stripped.split("(?=[*\\s-])|(?<=[*\\s-])", -1)) {
        if (part.equals("*")) {
          expression.append("\\w{0,40}");
        } else if (part.equals("-") || (part.isBlank() && !part.isEmpty())) {
          expression.append("[\\s\\-\\u2010\\u2011]{1,3}");
        } else {
          expression.append(Pattern.quote(part));
        }
      }
      return expression.append("(?!\\w)").toString();
    }
  }

  public Vocabulary {
    skills = List.copyOf(skills);
    subjects = List.copyOf(subjects);
    softSkills = List.copyOf(softSkills);
    tasks = List.copyOf(tasks);
    conditions = List.copyOf(conditions);
    languages = List.copyOf(languages);
    places = List.copyOf(places);
  }

  /// The words that come with the program.
  public static Vocabulary shipped() {
    return new Vocabulary(
        read("skills"),
        read("subjects"),
        read("soft-skills"),
        read("tasks"),
        read("conditions"),
        read("languages"),
        read("title-places"));
  }

  /// The same words and some more.
  public Vocabulary with(List<Word> moreSkills, List<Word> moreSoftSkills) {
    List<Word> allSkills = new ArrayList<>(skills);
    allSkills.addAll(moreSkills);
    List<Word> allSoftSkills = new ArrayList<>(softSkills);
    allSoftSkills.addAll(moreSoftSkills);
    return new Vocabulary(allSkills, subjects, allSoftSkills, tasks, conditions, languages, places);
  }

  private static List<Word> read(String name) {
    String path = "/normalise/" + name + ".tsv";
    InputStream file = Vocabulary.class.getResourceAsStream(path);
    if (file == null) {
      throw new IllegalStateException("the program comes without its words " + path);
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      List<Word> words = new ArrayList<>();
      for (String line : lines.lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split("\t", -1);
        if (parts.length < 3 || parts.length > 4) {
          throw new IllegalStateException(path + " wants id, label, words, not: " + line);
        }
        words.add(Word.of(parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : ""));
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("the words " + path + " cannot be read", e);
    }
  }
}
