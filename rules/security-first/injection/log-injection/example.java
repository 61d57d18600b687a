package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.springframework.web.bind.annotation.*;

class Logins {
  private static final Logger log = LoggerFactory.getLogger(Logins.class);

  @PostMapping("/login")
  void arguments(@RequestParam String name, @RequestParam int attempt) {
    // ok: log-injection-java
    log.info("login of {}", name);
    // ok: log-injection-java
    log.info("attempt " + attempt);
    // ok: log-injection-java
    log.info("login of " + name.replaceAll("[\r\n]", "_"));
    // ruleid: log-injection-java
    log.warn("login of " + name + " failed");
  }

  void helper(String name) {
    // ok: log-injection-java
    log.info("helper " + name);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) {
    String user = request.getParameter("user");
    // ruleid: log-injection-java
    log.info(String.format("login of %s", user));
  }
}
