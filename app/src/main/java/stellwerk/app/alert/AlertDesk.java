package stellwerk.app.alert;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.SiteAlert;

/// Takes alerts and passes them on: the first three of ten minutes each for itself, more of them
/// together, and in quiet hours all of them afterwards. Thread-safe.
///
/// Nothing is sent while an alert is taken: whoever crawls must not wait for a mail server.
public final class AlertDesk implements Consumer<SiteAlert> {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /// If more sites change at once, it is us, not them.
  private static final int EACH_FOR_ITSELF = 3;

  /// How often a channel is tried, once at each [#pass].
  private static final int ATTEMPTS = 30;

  private static final Logger log = LoggerFactory.getLogger(AlertDesk.class);

  private final Map<String, Channel> channels;
  private final Function<SiteId, List<String>> concerned;
  private final List<Schedule.Hours> quiet;
  private final @Nullable URI operations;
  private final InstantSource clock;
  private final Deque<Instant> recent = new ArrayDeque<>();
  private final Deque<Taken> grouped = new ArrayDeque<>();
  private final Deque<Letter> outgoing = new ArrayDeque<>();

  private record Taken(SiteAlert alert, Instant at) {}

  private record Letter(String channel, Message message, int attempts) {}

  /// A desk.
  ///
  /// @param concerned the names of the channels that hear of a site
  /// @param quiet hours of the day, in Berlin, in which nobody is told anything
  /// @param operations where operators look at sites; null if that is not known
  public AlertDesk(
      Map<String, Channel> channels,
      Function<SiteId, List<String>> concerned,
      List<Schedule.Hours> quiet,
      @Nullable URI operations,
      InstantSource clock) {
    this.channels = Map.copyOf(channels);
    this.concerned = concerned;
    this.quiet = List.copyOf(quiet);
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(SiteAlert alert) {
    Instant now = clock.instant();
    while (!recent.isEmpty() && !recent.getFirst().plus(WINDOW).isAfter(now)) {
      recent.removeFirst();
    }
    recent.addLast(now);
    if (recent.size() > EACH_FOR_ITSELF || !grouped.isEmpty() || quietAt(now)) {
      grouped.addLast(new Taken(alert, now));
    } else {
      write(List.of(alert));
    }
  }

  private boolean quietAt(Instant now) {
    LocalTime time = now.atZone(Schedule.BERLIN).toLocalTime();
    return quiet.stream().anyMatch(hours -> hours.contains(time));
  }

  /// Writes one letter for each channel that any of the sites concerns.
  private void write(List<SiteAlert> alerts) {
    Map<String, List<SiteAlert>> byChannel = new LinkedHashMap<>();
    for (SiteAlert alert : alerts) {
      for (String channel : concerned.apply(alert.site())) {
        byChannel.computeIfAbsent(channel, _ -> new ArrayList<>()).add(alert);
      }
    }
    byChannel.forEach((channel, about) -> {
      if (channels.containsKey(channel)) {
        outgoing.addLast(new Letter(channel, Message.about(about, operations), 0));
      }
    });
  }

  /// Sends what is to be sent now; to be called every minute.
  ///
  /// @return how many messages were sent
  public int pass() throws InterruptedException {
    List<Letter> letters;
    synchronized (this) {
      Instant now = clock.instant();
      boolean due = !grouped.isEmpty() && !grouped.getFirst().at().plus(WINDOW).isAfter(now);
      if (due && !quietAt(now)) {
        write(grouped.stream().map(Taken::alert).toList());
        grouped.clear();
      }
      letters = List.copyOf(outgoing);
      outgoing.clear();
    }
    int sent = 0;
    for (Letter letter : letters) {
      sent += send(letter) ? 1 : 0;
    }
    return sent;
  }

  private boolean send(Letter letter) throws InterruptedException {
    Channel channel = channels.get(letter.channel());
    if (channel == null) {
      return false;
    }
    try {
      channel.send(letter.message());
      return true;
    } catch (IOException failure) {
      int attempts = letter.attempts() + 1;
      boolean last = attempts >= ATTEMPTS;
      log.atWarn()
          .addKeyValue("channel", letter.channel())
          .addKeyValue("message", letter.message().title())
          .addKeyValue("attempts", attempts)
          .setCause(failure)
          .log(last ? "alert given up" : "alert could not be sent");
      if (!last) {
        synchronized (this) {
          outgoing.addLast(new Letter(letter.channel(), letter.message(), attempts));
        }
      }
      return false;
    }
  }
}
