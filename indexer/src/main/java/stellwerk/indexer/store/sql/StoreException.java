package stellwerk.indexer.store.sql;

/// The store could not be opened, written or read: what was attempted, what was found, what to do.
public final class StoreException extends RuntimeException {
  /// What kind of trouble it is; a program may answer each differently.
  public enum Kind {
    /// Another process holds the data folder.
    IN_USE,
    /// A newer program wrote the schema, or a migration was altered after it was applied.
    SCHEMA,
    /// No room is left on the disk.
    DISK_FULL,
    /// What was asked for contradicts what is kept, such as other bytes for a name on the shelf.
    REFUSED,
    /// Everything else: the file is damaged, cannot be read, is not a database.
    BROKEN
  }

  private final Kind kind;

  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
