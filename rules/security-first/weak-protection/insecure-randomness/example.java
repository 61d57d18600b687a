package fixtures;

import jakarta.servlet.http.Cookie;
import java.security.SecureRandom;
import java.util.Random;
import org.apache.commons.lang3.RandomStringUtils;
import org.springframework.web.bind.annotation.PostMapping;

class Tokens {
  void fine() {
    // ok: insecure-randomness-java
    int delay = new Random().nextInt(1000);
    // ok: insecure-randomness-java
    String token = new BigInteger(130, new SecureRandom()).toString(32);
    // ok: insecure-randomness-java
    String colour = COLOURS[(int) (Math.random() * 3)];
    // ok: insecure-randomness-java
    String session = UUID.randomUUID().toString();
  }

  @PostMapping("/reset")
  void guessable(User user) {
    // ruleid: insecure-randomness-java
    String resetToken = Long.toHexString(new Random().nextLong());
    // ruleid: insecure-randomness-java
    user.setPassword(RandomStringUtils.randomAlphanumeric(12));
    byte[] salt = new byte[16];
    Random random = new Random();
    // ruleid: insecure-randomness-java
    String otp = String.valueOf(random.nextInt(999999));
  }

  String newSessionId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      id.append(LETTERS.charAt((int) (Math.random() * 36)));
    }
    // ruleid: insecure-randomness-java
    return id.toString();
  }

  Cookie remembered() {
    // ruleid: insecure-randomness-java
    return new Cookie("rememberMeKey", Double.toString(Math.random()).substring(2));
  }
}
