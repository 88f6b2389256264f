package stellwerk.indexer.occupation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence.Confidence;

/// Whether a posting belongs to an occupation, and the words that say so.
public sealed interface Classification {
  /// The signs it rests on, the deciding one first.
  List<Sign> signs();

  /// It belongs.
  ///
  /// @param tier id of the tier; null where nothing says which („nicht eingestuft“)
  /// @param signs those for the membership
  /// @param tierSigns those for the tier; empty without a tier
  record Member(
      String occupation,
      @Nullable String tier,
      Confidence confidence,
      List<Sign> signs,
      List<Sign> tierSigns)
      implements Classification {
    public Member {
      signs = List.copyOf(signs);
      tierSigns = List.copyOf(tierSigns);
    }
  }

  /// It does not.
  record NotMember(Reason reason, List<Sign> signs) implements Classification {
    public NotMember {
      signs = List.copyOf(signs);
    }
  }

  /// The words leave it open: it waits for a ruling and is shown nowhere.
  record Unsure(List<Sign> signs) implements Classification {
    public Unsure {
      signs = List.copyOf(signs);
    }
  }

  /// Why a posting is out.
  enum Reason {
    /// It teaches people, not machines.
    TRAINS_PEOPLE,
    /// It builds the models or the tools, and feeds neither.
    BUILDS,
    /// A neighbouring job that shares words with this one: moderation, data entry, testing.
    OTHER_WORK,
    /// The configuration says so.
    CONFIGURED,
    /// Nothing speaks for it.
    NO_SIGN
  }
}
