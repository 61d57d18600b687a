package fixtures;

import java.security.MessageDigest;

/** Answers the challenge of a RADIUS server, which prescribes MD5. */
class Radius {
  byte[] hidePassword(byte[] password, byte[] secret) throws Exception {
    // ok: weak-hash-java
    MessageDigest digest = MessageDigest.getInstance("MD5");
    digest.update(secret);
    return digest.digest(password);
  }
}
