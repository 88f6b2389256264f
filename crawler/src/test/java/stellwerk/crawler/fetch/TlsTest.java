package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.HostileServer;
import stellwerk.crawler.SettableClock;
import stellwerk.crawler.fetch.Fetched.Page;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Site;

/// Certificates are made here, by the JDK's keytool; none leaves the folder of the test.
class TlsTest {
  @TempDir Path folder;

  @Test
  @DisplayName("29. TLS is verified by default: a good certificate")
  void aTrustedCertificateOfTheHostPasses() throws Exception {
    KeyStore keys = keys("good", "-1d", "ip:127.0.0.1");

    assertThat(fetched(keys, keys, true)).isInstanceOf(Page.class);
  }

  @Test
  @DisplayName("29. TLS is verified by default: self-signed; the opt-out is per site")
  void aSelfSignedCertificateIsRefusedUnlessTheSiteSaysOtherwise() throws Exception {
    KeyStore keys = keys("own", "-1d", "ip:127.0.0.1");
    KeyStore others = keys("other", "-1d", "ip:127.0.0.1");

    assertRefused(fetched(keys, others, true), "not trusted");
    assertThat(fetched(keys, others, false)).isInstanceOf(Page.class);
  }

  @Test
  @DisplayName("29. TLS is verified by default: wrong host")
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    KeyStore keys = keys("foreign", "-1d", "dns:bank.example");

    assertRefused(fetched(keys, keys, true), "another host");
  }

  @Test
  @DisplayName("29. TLS is verified by default: expired")
  void anExpiredCertificateIsRefused() throws Exception {
    KeyStore authority = keys("authority", "-1d", "ip:127.0.0.1");
    keys("old", "-40d", "ip:127.0.0.1");
    String request = folder.resolve("old.csr").toString();
    String signed = folder.resolve("old.crt").toString();
    keytool("old", "-certreq", "-file", request);
    keytool(
        "authority",
        "-gencert",
        "-infile",
        request,
        "-outfile",
        signed,
        "-startdate",
        "-40d",
        "-validity",
        "30",
        "-ext",
        "san=ip:127.0.0.1");
    keytool("old", "-importcert", "-noprompt", "-alias", "root", "-file", exported("authority"));
    keytool("old", "-importcert", "-noprompt", "-file", signed);

    assertRefused(fetched(loaded("old"), authority, true), "expired");
  }

  /// A server of another age: whatever is offered, it wants something older, and says so as TLS 1.0
  /// did (RFC 2246 §7.2, alert 70).
  @Test
  @DisplayName("29. TLS is verified by default: an old protocol")
  void aServerThatSpeaksOnlyAnOldProtocolIsRefused() throws Exception {
    try (ServerSocket old = new ServerSocket(0, 10, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual()
          .start(() -> {
            while (!old.isClosed()) {
              try (Socket socket = old.accept()) {
                byte[] head = socket.getInputStream().readNBytes(5);
                socket.getInputStream().readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff));
                socket.getOutputStream().write(new byte[] {0x15, 3, 1, 0, 2, 2, 70});
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
              } catch (IOException _) {
                // the client went away
              }
            }
          });
      String endpoint = "127.0.0.1:" + old.getLocalPort();
      String url = "https://" + endpoint + "/a";
      try (HttpFetcher fetcher =
          new HttpFetcher(
              Rig.settings(Set.of(endpoint)).withRobotsTimeout(Duration.ofSeconds(10)),
              new VolatileCrawlMemory(),
              HostPermits.local(),
              new Surroundings(
                  SettableClock.atSomeMonday(), new SplittableRandom(1), (_, _) -> {}))) {
        assertRefused(
            fetcher.fetch(Rig.site(url), Request.get(URI.create(url), Request.Purpose.DETAIL)),
            "protocol too old");
      }
    }
  }

  private static void assertRefused(Fetched fetched, String why) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Fetched.Refused.Reason.ROBOTS_UNREACHABLE);
              assertThat(refused.detail()).contains("TLS").contains(why);
            });
  }

  private static Fetched fetched(KeyStore keys, KeyStore trusted, boolean verify) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, "changeit".toCharArray());
    SSLContext serving = SSLContext.getInstance("TLS");
    serving.init(own.getKeyManagers(), null, null);
    try (HostileServer server = HostileServer.start(serving.getServerSocketFactory())) {
      server.answer("/a", 200, "page");
      HttpRules defaults = HttpRules.DEFAULT;
      HttpRules rules =
          new HttpRules(
              Set.of(),
              false,
              verify,
              Duration.ofSeconds(10),
              1_000_000,
              List.of(),
              defaults.headers());
      Site site = Rig.site(server).with(rules);
      FetchSettings settings =
          Rig.settings(Set.of(server.endpoint())).withRobotsTimeout(Duration.ofSeconds(10));
      Transport transport =
          new Transport(
              new Clients(
                  HttpFetcher.guard(SystemDefaultDnsResolver.INSTANCE, settings),
                  trusting(trusted)));
      try (HttpFetcher fetcher =
          new HttpFetcher(
              settings,
              new VolatileCrawlMemory(),
              HostPermits.local(),
              new Surroundings(SettableClock.atSomeMonday(), new SplittableRandom(1), (_, _) -> {}),
              transport)) {
        return fetcher.fetch(
            site, Request.get(URI.create(server.url("/a")), Request.Purpose.DETAIL));
      }
    }
  }

  private static SSLContext trusting(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore keys(String name, String start, String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    keytool(
        name,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-validity",
        "30",
        "-startdate",
        start,
        "-ext",
        "san=" + host,
        "-ext",
        "bc:c");
    KeyStore keys = loaded(name);
    // A self-signed certificate is its own authority: as a trust store it needs its own entry.
    keys.setCertificateEntry(name + "-trusted", keys.getCertificate(name));
    return keys;
  }

  private String exported(String name) throws IOException, InterruptedException {
    String file = folder.resolve(name + ".crt").toString();
    keytool(name, "-exportcert", "-file", file);
    return file;
  }

  private KeyStore loaded(String name) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      keys.load(in, "changeit".toCharArray());
    }
    return keys;
  }

  /// Acts on the key store and, unless the arguments name another, the alias of this name.
  private void keytool(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                arguments[0],
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                folder.resolve(name + ".p12").toString()));
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    command.addAll(rest);
    if (!rest.contains("-alias")) {
      command.addAll(List.of("-alias", name));
    }
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }
}
