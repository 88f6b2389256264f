package stellwerk.crawler.archive;

import java.nio.file.Path;

/// Opens the archive that an address names: the only place where the choice is made.
public final class Archives {
  private Archives() {}

  /// Opens an archive; its folder is made when the first page is kept.
  ///
  /// @throws IllegalArgumentException naming what is known, if the scheme is not
  public static Archive open(Address address) {
    return switch (address.scheme()) {
      case "warc" -> new WarcArchive(Path.of(address.rest()));
      default ->
          throw new IllegalArgumentException(
              "no archive is kept at \""
                  + address
                  + "\": known is warc:FOLDER, such as warc:data/archive");
    };
  }
}
