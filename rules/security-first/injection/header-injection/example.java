package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.*;

class Downloads {
  void encoded(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = request.getParameter("name");
    // ok: header-injection-java
    response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoder.encode(name, UTF_8));
    // ok: header-injection-java
    response.setHeader("X-Page", String.valueOf(Integer.parseInt(request.getParameter("page"))));
    // ok: header-injection-java
    response.setHeader("X-Language", LANGUAGES.getOrDefault(name, "en"));
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // ruleid: header-injection-java
    response.setHeader("X-Trace", request.getParameter("trace"));
    String name = request.getParameter("name");
    // ruleid: header-injection-java
    response.addHeader("Content-Disposition", "attachment; filename=" + name);
  }

  @GetMapping("/language")
  void language(@RequestParam String key, HttpServletResponse response) {
    // ruleid: header-injection-java
    response.addCookie(new Cookie(key, "1"));
  }

  void origin(HttpServletRequest request, HttpServletResponse response) {
    URI origin = URI.create(request.getHeader("Origin"));
    // ok: header-injection-java
    response.setHeader("Access-Control-Allow-Origin", origin.toString());
  }
}
