package fixtures;

import com.auth0.jwt.algorithms.Algorithm;
import io.jsonwebtoken.security.Keys;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.GET;
import java.security.SecureRandom;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.bind.annotation.GetMapping;

class Vault {
  private static final String SHARED = "fixture-made-up!";

  void drawn(byte[] message, char[] password) throws Exception {
    byte[] iv = new byte[12];
    new SecureRandom().nextBytes(iv);
    // ok: hard-coded-crypto-key-java
    new GCMParameterSpec(128, iv);
    // ok: hard-coded-crypto-key-java
    new SecretKeySpec(System.getenv("VAULT_KEY").getBytes(UTF_8), "AES");
    // ok: hard-coded-crypto-key-java
    new SecretKeySpec(Base64.getDecoder().decode(settings.get("vault.key")), "AES");
    byte[] read = new byte[16];
    buffer.readBytes(read);
    // ok: hard-coded-crypto-key-java
    new IvParameterSpec(read);
    byte[] salt = new byte[16];
    System.arraycopy(message, 0, salt, 0, 16);
    // ok: hard-coded-crypto-key-java
    new PBEKeySpec(password, salt, 600_000, 256);
    // ok: hard-coded-crypto-key-java
    Algorithm algorithm = Algorithm.HMAC256(secret);
  }

  void constant(char[] password) throws Exception {
    // ruleid: hard-coded-crypto-key-java
    new SecretKeySpec("fixture-made-up!".getBytes(UTF_8), "AES");
    // ruleid: hard-coded-crypto-key-java
    new IvParameterSpec(new byte[16]);
    // ruleid: hard-coded-crypto-key-java
    new PBEKeySpec(password, "made-up-salt".getBytes(), 1000, 256);
    byte[] nonce = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    // ruleid: hard-coded-crypto-key-java
    new GCMParameterSpec(128, nonce);
    String key = "fixture-made-up!";
    // ruleid: hard-coded-crypto-key-java
    new SecretKeySpec(key.getBytes(), "AES");
    // ruleid: hard-coded-crypto-key-java
    new SecretKeySpec(SHARED.getBytes(), "AES");
  }

  void signed() {
    // ruleid: hard-coded-crypto-key-java
    Algorithm algorithm = Algorithm.HMAC256("not-so-hidden");
    // ruleid: hard-coded-crypto-key-java
    Keys.hmacShaKeyFor("made-up-for-the-fixture-made-up-".getBytes());
  }
}
