package stellwerk.search.feed;

import java.util.Locale;
import java.util.Optional;

/// The formats of a feed.
public enum FeedFormat {
  RSS("application/rss+xml; charset=utf-8") {
    @Override
    public byte[] write(Channel channel) {
      return Rss.write(channel);
    }
  },
  ATOM("application/atom+xml; charset=utf-8") {
    @Override
    public byte[] write(Channel channel) {
      return Atom.write(channel);
    }
  },
  JSON("application/feed+json; charset=utf-8") {
    @Override
    public byte[] write(Channel channel) {
      return JsonFeed.write(channel);
    }
  };

  private final String contentType;

  FeedFormat(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /// Writes a feed.
  public abstract byte[] write(Channel channel);

  /// The ending of its addresses: `rss`.
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The format with this ending.
  public static Optional<FeedFormat> byEnding(String ending) {
    for (FeedFormat format : values()) {
      if (format.ending().equals(ending)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
