package stellwerk.indexer.normalise;

import java.util.List;
import java.util.regex.Pattern;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Intermediary;

/// Reads whether an agency fills the position for somebody else (`normalisation.md` §4.1). "Für
/// unseren Kunden entwickeln Sie" is work, and "keine Zeitarbeit" is the contrary.
final class IntermediaryReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Expression HINT =
      Expression.of(
          "vermittlung|auftrag|behalf|kund|mandant|client|klient", Pattern.CASE_INSENSITIVE);
  private static final String CLIENT =
      "(?:Kunden(?:unternehmen)?|Mandanten|Auftraggeber|Klienten|Partnerunternehmen|Mandantin|Kundin)";
  private static final Expression AGENCY =
      Expression.of(
          "(?<!\\w)(?:Direktvermittlung|Personalvermittlung|im (?:Auftrag|Namen|Kundenauftrag) (?:unseres|unserer|eines|einer)(?: [\\p{L}-]{2,24}){0,3} "
              + CLIENT
              + "|on behalf of (?:our|a|an)(?: [\\p{L}-]{2,24}){0,3} client)(?!\\w)",
          FLAGS);
  private static final Expression FOR_A_CLIENT =
      Expression.of(
          "(?<!\\w)(?:für (?:unseren|einen|unsere)(?: [\\p{L}-]{2,24}){0,3} (?:Kunden|Mandanten|Auftraggeber|Klienten|Kundin|Mandantin)|for (?:our|a|one of our)(?: [\\p{L}-]{2,24}){0,3} clients?|our client)(?!\\w)",
          FLAGS);
  private static final Pattern SEEKS =
      Pattern.compile(
          "(?<!\\w)(?:suchen wir|wir suchen|sucht|is (?:looking|seeking|hiring)|we(?:['’]re| are) (?:looking|seeking|hiring|recruiting)|zu besetzen)(?!\\w)",
          FLAGS);
  private static final Pattern THING =
      Pattern.compile(
          "(?:suchen wir|wir suchen)(?: \\w{2,16}){0,2} (?:Lösung|Wege|Ideen|Partner)", FLAGS);
  private static final Pattern DENIED =
      Pattern.compile(
          "(?<!\\w)(?:kein\\w{0,2}|nicht|ohne|no|not|absehen|unerwünscht|nicht gewünscht|erfahrung\\w{0,2}|experience|statt|weder)(?!\\w)|Personaldienstleister",
          FLAGS);

  /// Who stands in between.
  ///
  /// @param contract temporary agency work among it says enough
  Fact<Intermediary> read(List<Stretch> stretches, List<Fact.Known<Contract>> contract) {
    for (Fact.Known<Contract> known : contract) {
      if (known.value() == Contract.TEMP_AGENCY) {
        return Fact.known(Intermediary.TEMP_AGENCY, known.evidence());
      }
    }
    for (Stretch stretch : stretches) {
      if (!HINT.in(stretch.span())) {
        continue;
      }
      Expression.Search agency = AGENCY.matcher(stretch.span());
      if (agency.find() && !DENIED.matcher(stretch.around(agency.start(), agency.end())).find()) {
        return Fact.known(Intermediary.AGENCY, stretch.evidence(agency));
      }
      Expression.Search client = FOR_A_CLIENT.matcher(stretch.span());
      if (stretch.kind() != PostingText.Kind.TASKS
          && client.find()
          && SEEKS.matcher(stretch.words()).find()
          && !THING.matcher(stretch.words()).find()) {
        return Fact.known(Intermediary.AGENCY, stretch.evidence(client));
      }
    }
    return Fact.unstated();
  }
}
