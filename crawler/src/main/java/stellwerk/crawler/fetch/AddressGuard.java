package stellwerk.crawler.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/// Lets no public name lead to a private address.
///
/// It is the resolver whose answer the socket uses, so a name that changes its address between
/// check and connection (DNS rebinding) finds no gap; it is asked for literals and after redirects,
/// too. One forbidden address among several refuses the name. Thread-safe.
final class AddressGuard implements DnsResolver {
  /// A name led to an address that must not be asked.
  static final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    ForbiddenAddressException(String host, InetAddress address) {
      super(host + " leads to " + address.getHostAddress() + ", which is not a public address");
    }
  }

  /// IANA's special-purpose registry (RFC 6890 and its successors), and one metadata service that
  /// lives in public space.
  private static final List<Block4> FORBIDDEN_4 =
      List.of(
          new Block4(0, 0, 0, 0, 8),
          new Block4(10, 0, 0, 0, 8),
          new Block4(100, 64, 0, 0, 10),
          new Block4(127, 0, 0, 0, 8),
          new Block4(168, 63, 129, 16, 32),
          new Block4(169, 254, 0, 0, 16),
          new Block4(172, 16, 0, 0, 12),
          new Block4(192, 0, 0, 0, 24),
          new Block4(192, 0, 2, 0, 24),
          new Block4(192, 88, 99, 0, 24),
          new Block4(192, 168, 0, 0, 16),
          new Block4(198, 18, 0, 0, 15),
          new Block4(198, 51, 100, 0, 24),
          new Block4(203, 0, 113, 0, 24),
          new Block4(224, 0, 0, 0, 3));

  private record Block4(int a, int b, int c, int d, int bits) {
    boolean contains(int address) {
      int network = (a << 24) | (b << 16) | (c << 8) | d;
      return (address ^ network) >>> (32 - bits) == 0;
    }
  }

  private final DnsResolver names;
  private final Set<String> allowed;

  /// @param allowed `host:port` pairs that pass whatever their address
  AddressGuard(DnsResolver names, Set<String> allowed) {
    this.names = names;
    this.allowed = Set.copyOf(allowed);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return checked(host);
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    InetAddress[] addresses = allows(host, port) ? names.resolve(host) : checked(host);
    return Arrays.stream(addresses).map(address -> new InetSocketAddress(address, port)).toList();
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  /// Whether an operator named this host and port as allowed whatever its address.
  boolean allows(String host, int port) {
    return allowed.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
  }

  private InetAddress[] checked(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    for (InetAddress address : addresses) {
      if (forbidden(address)) {
        throw new ForbiddenAddressException(host, address);
      }
    }
    return addresses;
  }

  /// Whether an address is anything but a public unicast one.
  static boolean forbidden(InetAddress address) {
    return switch (address) {
      case Inet4Address four -> forbidden4(four.getAddress(), 0);
      case Inet6Address six -> forbidden6(six);
      default -> true;
    };
  }

  private static boolean forbidden6(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int first = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(0));
    int second = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2));
    if (first == 0x64 && second == 0xff9b) { // NAT64 (RFC 6052): the address behind it counts
      return bytes[4] != 0 || bytes[5] != 0 || forbidden4(bytes, 12);
    }
    if (first == 0x2002) { // 6to4 (RFC 3056), likewise
      return forbidden4(bytes, 2);
    }
    boolean globalUnicast =
        (first & 0xe000) == 0x2000; // leaves out ::/8, ULA, link-local, multicast
    boolean special = (first == 0x2001 && (second < 0x0200 || second == 0x0db8)) || first == 0x3fff;
    return !globalUnicast || special;
  }

  private static boolean forbidden4(byte[] bytes, int at) {
    int address = ByteBuffer.wrap(bytes).getInt(at);
    return FORBIDDEN_4.stream().anyMatch(block -> block.contains(address));
  }
}
