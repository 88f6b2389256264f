package stellwerk.search.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Problem.Fault;
import stellwerk.search.http.Request;
import stellwerk.search.http.Text;

/// Reads the parameters of one request and gathers all their faults, so that whoever asks learns of
/// them together. Used by one thread.
final class Parameters {
  /// Nobody reads more; an answer must not grow with the question's nonsense.
  private static final int MOST_FAULTS = 50;

  private final Map<String, List<String>> given;
  private final List<Fault> faults = new ArrayList<>();

  /// Refuses what the endpoint does not know.
  ///
  /// @param known every parameter that the endpoint understands
  Parameters(Request request, Collection<String> known) {
    this.given = request.parameters();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        add(
            Code.UNKNOWN_PARAMETER,
            name,
            "Den Parameter „" + name + "“ gibt es nicht.",
            "There is no parameter \"" + name + "\".",
            Nearest.to(name, known).orElse(null));
      }
    }
  }

  boolean has(String name) {
    return !all(name).isEmpty();
  }

  private List<String> all(String name) {
    return given.getOrDefault(name, List.of());
  }

  private Optional<String> one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      invalid(name, "„" + name + "“ darf nur einmal stehen.", "\"" + name + "\" may stand once.");
    }
    return values.stream().findFirst();
  }

  Optional<String> text(String name, int longest) {
    return one(name).filter(value -> shortEnough(name, value, longest));
  }

  Set<String> texts(String name, int longest) {
    Set<String> values = new LinkedHashSet<>();
    for (String value : all(name)) {
      if (shortEnough(name, value, longest)) {
        values.add(value);
      }
    }
    return values;
  }

  private boolean shortEnough(String name, String value, int longest) {
    if (value.length() > longest) {
      invalid(
          name,
          "„" + name + "“ hat höchstens " + longest + " Zeichen.",
          "\"" + name + "\" has at most " + longest + " characters.");
      return false;
    }
    return true;
  }

  /// Values of a closed list, repeated for "or".
  Set<String> anyOf(String name, Collection<String> allowed) {
    Set<String> values = new LinkedHashSet<>();
    for (String value : all(name)) {
      if (allowed.contains(value)) {
        values.add(value);
      } else {
        notAllowed(name, value, allowed);
      }
    }
    return values;
  }

  Optional<String> oneOf(String name, Collection<String> allowed) {
    Optional<String> value = one(name);
    if (value.isPresent() && !allowed.contains(value.get())) {
      notAllowed(name, value.get(), allowed);
      return Optional.empty();
    }
    return value;
  }

  /// A comma-separated list.
  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (String value : all(name)) {
      for (String part : value.split(",", -1)) {
        if (!part.isBlank()) {
          values.add(part.strip());
        }
      }
    }
    return values;
  }

  boolean flag(String name) {
    return oneOf(name, List.of("true", "false")).map(value -> value.equals("true")).orElse(false);
  }

  int number(String name, int least, int most, int otherwise) {
    Optional<String> value = one(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers out of range
    }
    invalid(
        name,
        "„" + name + "“ ist eine ganze Zahl von " + least + " bis " + most + ".",
        "\"" + name + "\" is a whole number from " + least + " to " + most + ".");
    return otherwise;
  }

  Optional<BigDecimal> amount(String name) {
    return one(name)
        .flatMap(value -> {
          if (value.matches("\\d{1,9}(\\.\\d{1,4})?")) {
            return Optional.of(new BigDecimal(value));
          }
          invalid(
              name,
              "„" + name + "“ ist eine Zahl ab 0, mit Punkt: 13.90",
              "\"" + name + "\" is a number from 0 on, such as 13.90");
          return Optional.empty();
        });
  }

  Optional<LocalDate> day(String name) {
    return one(name)
        .flatMap(value -> {
          try {
            return Optional.of(LocalDate.parse(value));
          } catch (DateTimeParseException e) {
            invalid(
                name,
                "„" + name + "“ ist ein Datum: 2026-11-22",
                "\"" + name + "\" is a date: 2026-11-22");
            return Optional.empty();
          }
        });
  }

  private void notAllowed(String name, String value, Collection<String> allowed) {
    String list = String.join(", ", allowed);
    add(
        Code.INVALID_PARAMETER,
        name,
        "„" + value + "“ ist für „" + name + "“ nicht erlaubt: " + list,
        "\"" + value + "\" is not allowed for \"" + name + "\": " + list,
        Nearest.to(value, allowed).orElse(null));
  }

  void invalid(String name, String german, String english) {
    add(Code.INVALID_PARAMETER, name, german, english, null);
  }

  void conflict(String name, String german, String english) {
    add(Code.CONFLICTING_PARAMETERS, name, german, english, null);
  }

  void add(Code code, String name, String german, String english, @Nullable String nearest) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(code, name, new Text(german, english), nearest));
    }
  }

  /// Ends the request if anything was wrong with it.
  void check() {
    if (!faults.isEmpty()) {
      throw Problem.of(faults).thrown();
    }
  }
}
