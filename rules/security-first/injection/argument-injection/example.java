package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.*;

class Mirrors {
  @PostMapping("/fixed")
  void fixed(@RequestParam String url, @RequestParam int depth) throws IOException {
    // ok: argument-injection-java
    new ProcessBuilder("git", "clone", "--", url).start();
    // ok: argument-injection-java
    new ProcessBuilder("git", "log", "-n", String.valueOf(depth)).start();
    // ok: argument-injection-java
    new ProcessBuilder("git", "clone", "https://git.example.com/" + url).start();
    // ok: argument-injection-java
    new ProcessBuilder("report", url).start();
  }

  @PostMapping("/checked")
  void checked(@RequestParam String branch) throws IOException {
    if (branch.startsWith("-")) {
      throw new BadRequest();
    }
    // ok: argument-injection-java
    new ProcessBuilder("git", "checkout", branch).start();
  }

  @PostMapping("/cloned")
  void cloned(@RequestParam String url) throws IOException {
    // ruleid: argument-injection-java
    new ProcessBuilder("git", "clone", url).start();
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String file = request.getParameter("file");
    // ruleid: argument-injection-java
    Runtime.getRuntime().exec(new String[] {"tar", "-cf", "/tmp/out.tar", file});
  }
}
