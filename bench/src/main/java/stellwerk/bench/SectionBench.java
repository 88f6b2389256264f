package stellwerk.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How long readers wait for the section at a steady rate: `SectionBench URL [PER_SECOND] [SECONDS]`,
/// against a service on this machine. A request counts from when it was due, not from when it could
/// be sent, so that a slow answer cannot hide the next one.
///
/// Each comes from another reader behind a proxy, or the rate limit for one reader would answer: the
/// service must trust it (`server: { trusted_proxies: [127.0.0.1/32] }`).
public final class SectionBench {
  private SectionBench() {}

  /// Asks, and prints percentiles in milliseconds.
  public static void main(String[] words) throws IOException, InterruptedException {
    URI url = URI.create(words[0]);
    if (!InetAddress.getByName(url.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException("only a service on this machine is asked, not " + url);
    }
    int rate = words.length > 1 ? Math.min(500, Integer.parseInt(words[1])) : 50;
    int seconds = words.length > 2 ? Math.min(120, Integer.parseInt(words[2])) : 20;
    steadily(url, rate, Math.min(5, seconds));
    print(url, rate, seconds, steadily(url, rate, seconds));
  }

  private record Result(List<Double> millis, int failures) {}

  private static Result steadily(URI url, int rate, int seconds) throws InterruptedException {
    int all = rate * seconds;
    List<Double> millis = Collections.synchronizedList(new ArrayList<>(all));
    AtomicInteger failures = new AtomicInteger();
    CountDownLatch open = new CountDownLatch(all);
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      for (int i = 0; i < all; i++) {
        long due = begun + i * 1_000_000_000L / rate;
        String reader = "10." + i / 65_536 % 256 + "." + i / 256 % 256 + "." + i % 256;
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        threads.execute(() -> {
          try {
            HttpResponse<Void> answer =
                client.send(
                    HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(10))
                        .header("X-Forwarded-For", reader)
                        .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() == 200) {
              millis.add((System.nanoTime() - due) / 1e6);
            } else {
              failures.incrementAndGet();
            }
          } catch (IOException _) {
            failures.incrementAndGet();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            open.countDown();
          }
        });
      }
      open.await();
    }
    return new Result(millis, failures.get());
  }

  private static void print(URI url, int rate, int seconds, Result result) {
    List<Double> sorted = result.millis().stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%s at %d/s for %d s: %d answers, %d failures, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
        url,
        rate,
        seconds,
        sorted.size(),
        result.failures(),
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 0.99));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }
}
