package stellwerk.crawler.fetch;

import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Two HTTP clients: one that verifies certificates, one for the sites whose operator said
/// otherwise. Every default that bites (`crawling.md` §5.2) is set here and nowhere else.
/// Thread-safe.
final class Clients implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 500;
  private static final int MAX_CONNECTIONS_PER_HOST = 2;
  private static final int MAX_HEADER_LINES = 200;
  private static final int MAX_LINE_LENGTH = 16 * 1024;

  private final PoolingHttpClientConnectionManager verifiedPool;
  private final PoolingHttpClientConnectionManager unverifiedPool;
  private final CloseableHttpClient verified;
  private final CloseableHttpClient unverified;

  /// @param trusted what a verified certificate must lead to
  Clients(DnsResolver guard, SSLContext trusted) {
    verifiedPool =
        pool(
            guard,
            tls(trusted).setHostVerificationPolicy(HostnameVerificationPolicy.BOTH).buildClassic());
    unverifiedPool =
        pool(
            guard,
            tls(trustingAll())
                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                .buildClassic());
    verified = client(verifiedPool);
    unverified = client(unverifiedPool);
  }

  CloseableHttpClient client(boolean verifyTls) {
    return verifyTls ? verified : unverified;
  }

  int leased() {
    return verifiedPool.getTotalStats().getLeased() + unverifiedPool.getTotalStats().getLeased();
  }

  private static ClientTlsStrategyBuilder tls(SSLContext context) {
    return ClientTlsStrategyBuilder.create()
        .setSslContext(context)
        .setTlsVersions("TLSv1.3", "TLSv1.2");
  }

  private static SSLContext trustingAll() {
    try {
      return SSLContexts.custom().loadTrustMaterial(null, (_, _) -> true).build();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JVM has no TLS", impossible);
    }
  }

  private static PoolingHttpClientConnectionManager pool(DnsResolver guard, TlsSocketStrategy tls) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(guard)
        .setTlsSocketStrategy(tls)
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setMaxConnTotal(MAX_CONNECTIONS)
        .setMaxConnPerRoute(MAX_CONNECTIONS_PER_HOST)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADER_LINES)
                        .setMaxLineLength(MAX_LINE_LENGTH)
                        .build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofSeconds(5))
                .setSocketTimeout(Timeout.ofSeconds(10))
                // Nothing is repeated here, so a connection that the server closed while we paused
                // must be noticed before it is used.
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(1))
                .setTimeToLive(5, TimeUnit.MINUTES)
                .build())
        .setDefaultSocketConfig(
            SocketConfig.custom().setSoTimeout(Timeout.ofSeconds(10)).setTcpNoDelay(true).build())
        .build();
  }

  private static CloseableHttpClient client(PoolingHttpClientConnectionManager pool) {
    return HttpClients.custom()
        .setConnectionManager(pool)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofSeconds(5))
                .setResponseTimeout(Timeout.ofSeconds(10))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .build();
  }

  @Override
  public void close() {
    verified.close(CloseMode.IMMEDIATE);
    unverified.close(CloseMode.IMMEDIATE);
  }
}
