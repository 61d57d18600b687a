package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import org.slf4j.Logger;
import org.springframework.web.bind.annotation.*;

class Logins {
  @PostMapping("/login")
  void fine(@RequestParam String name, @RequestParam String password) {
    // ok: secret-in-log-java
    log.info("login of {}", name);
    // ok: secret-in-log-java
    log.info("password given: {}", password != null);
    // ok: secret-in-log-java
    log.debug("token {}", mask(accessToken));
    // ok: secret-in-log-java
    log.warn("password of {} is wrong", name);
    // ok: secret-in-log-java
    log.info("user {}", login(name, password));
    // ok: secret-in-log-java
    log.info("expires in {}", accessTokenExpiry);
  }

  @PostMapping("/login/logged")
  void logged(@RequestParam String name, @RequestParam String password) {
    // ruleid: secret-in-log-java
    log.info("login of {} with {}", name, password);
    // ruleid: secret-in-log-java
    log.debug("token " + session.getAccessToken());
    // ruleid: secret-in-log-java
    System.out.println("card " + cardNumber);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) {
    String header = request.getHeader("Authorization");
    // ruleid: secret-in-log-java
    log.info("called with {}", header);
  }
}
