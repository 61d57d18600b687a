package fixtures;

import java.security.MessageDigest;
import java.security.Signature;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;

class Hashes {
  void fine(byte[] file, String password) throws Exception {
    // ok: weak-hash-java
    String etag = DigestUtils.md5Hex(file);
    // ok: weak-hash-java
    byte[] checksum = MessageDigest.getInstance("MD5").digest(file);
    // ok: weak-hash-java
    new BCryptPasswordEncoder().encode(password);
    // ok: weak-hash-java
    Signature.getInstance("SHA256withRSA");
  }

  @PostMapping("/users")
  void stored(String password) throws Exception {
    // ruleid: weak-hash-java
    String hash = DigestUtils.md5Hex(password);
    // ruleid: weak-hash-java
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    digest.update(password.getBytes());
    // ruleid: weak-hash-java
    Signature.getInstance("SHA1withRSA");
    // ruleid: weak-hash-java
    NoOpPasswordEncoder.getInstance();
  }

  String hashPassword(String text) throws Exception {
    // ruleid: weak-hash-java
    return hex(MessageDigest.getInstance("MD5").digest(text.getBytes()));
  }
}
