package stellwerk.indexer.dedupe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import stellwerk.indexer.posting.PostingId;

/// Writes signatures as bytes and reads them again.
public final class SignatureCodec {
  private SignatureCodec() {}

  public static byte[] write(Signature signature) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(signature.id().value());
      out.writeUTF(signature.site());
      out.writeLong(signature.firstSeen().toEpochMilli());
      words(out, Set.of(signature.page()));
      out.writeUTF(signature.company());
      out.writeUTF(signature.title());
      Traits traits = signature.traits();
      words(out, traits.levels());
      words(out, traits.languages());
      out.writeBoolean(traits.umbrella());
      words(out, traits.domains());
      words(out, traits.units());
      words(out, signature.places());
      words(out, signature.pay());
      out.writeUTF(signature.deadline());
      out.writeUTF(signature.language());
      out.writeBoolean(signature.agency());
      out.writeInt(signature.length());
      hashes(out, signature.shingles());
      hashes(out, signature.words());
      words(out, signature.rare());
      words(out, signature.numbers());
    } catch (IOException e) {
      throw new UncheckedIOException("a signature could not be written", e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#write] wrote.
  public static Signature read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new Signature(
          new PostingId(in.readUTF()),
          in.readUTF(),
          Instant.ofEpochMilli(in.readLong()),
          words(in).iterator().next(),
          in.readUTF(),
          in.readUTF(),
          new Traits(words(in), words(in), in.readBoolean(), words(in), words(in)),
          words(in),
          words(in),
          in.readUTF(),
          in.readUTF(),
          in.readBoolean(),
          in.readInt(),
          hashes(in),
          hashes(in),
          words(in),
          words(in));
    } catch (IOException e) {
      throw new UncheckedIOException("a signature could not be read", e);
    }
  }

  private static void words(DataOutputStream out, Collection<String> words) throws IOException {
    out.writeInt(words.size());
    for (String word : words.stream().sorted().toList()) {
      out.writeUTF(word.length() > 8_000 ? word.substring(0, 8_000) : word);
    }
  }

  private static Set<String> words(DataInputStream in) throws IOException {
    int count = in.readInt();
    Set<String> words = new HashSet<>();
    for (int i = 0; i < count; i++) {
      words.add(in.readUTF());
    }
    return words;
  }

  private static void hashes(DataOutputStream out, Hashes hashes) throws IOException {
    out.writeInt(hashes.size());
    for (int i = 0; i < hashes.size(); i++) {
      out.writeInt(hashes.at(i));
    }
  }

  private static Hashes hashes(DataInputStream in) throws IOException {
    int[] hashes = new int[in.readInt()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = in.readInt();
    }
    return Hashes.of(hashes, hashes.length);
  }
}
