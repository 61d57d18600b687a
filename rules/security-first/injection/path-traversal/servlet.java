package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.QueryParam;

class Probes {
  boolean fixed(HttpServletRequest request) {
    File file = new File("/srv/files", "index.html");
    // ok: path-traversal-java, path-traversal-whole-java
    return file.exists();
  }

  boolean known(HttpServletRequest request) {
    File file = new File("/srv/files", request.getParameter("name"));
    // ruleid: path-traversal-java
    return file.exists();
  }

  boolean isFile(@QueryParam("name") String name) {
    File file = new File("/srv/files/" + name);
    // ruleid: path-traversal-java
    return Files.exists(file.toPath());
  }

  void forwarded(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ok: path-traversal-java, path-traversal-whole-java
    context.getRequestDispatcher("/api" + request.getRequestURI()).forward(request, response);
  }
}
