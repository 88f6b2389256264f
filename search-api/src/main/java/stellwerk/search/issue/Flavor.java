package stellwerk.search.issue;

import java.util.Locale;

/// The newsletter tool that will send an issue: each has its own placeholders, which it replaces
/// for each reader.
public enum Flavor {
  /// No tool in particular: a word in brackets that whoever pastes the text replaces.
  PLAIN("[Abmeldelink]"),
  /// <https://mailchimp.com/help/all-the-merge-tags-cheat-sheet/>
  MAILCHIMP("*|UNSUB|*"),
  /// <https://listmonk.app/docs/templating/>
  LISTMONK("{{ UnsubscribeURL }}"),
  /// <https://www.cleverreach.com/en/features/manage-recipients/automatic-unsubscribe-management/>
  CLEVERREACH("{UNSUBSCRIBE}");

  private final String unsubscribe;

  Flavor(String unsubscribe) {
    this.unsubscribe = unsubscribe;
  }

  /// The placeholder of the address that ends a subscription.
  public String unsubscribe() {
    return unsubscribe;
  }

  /// The value of `?flavor=`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
