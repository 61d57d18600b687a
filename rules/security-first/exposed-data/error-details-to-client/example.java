package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.reactive.function.server.ServerResponse;

class Orders {
  @ExceptionHandler(Exception.class)
  ResponseEntity<String> own(Exception error) {
    log.error("unexpected", error);
    // ok: error-details-to-client-java
    return ResponseEntity.internalServerError().body("Something went wrong.");
  }

  @ExceptionHandler(OrderRefused.class)
  ResponseEntity<String> refused(OrderRefused error) {
    // ok: error-details-to-client-java
    return ResponseEntity.status(409).body(error.getMessage());
  }

  void logged(HttpServletResponse response) throws IOException {
    try {
      store.save();
    } catch (Exception e) {
      // ok: error-details-to-client-java
      log.error("save: " + e.getMessage());
      // ok: error-details-to-client-stack-java
      e.printStackTrace(console);
      // ok: error-details-to-client-stack-java
      e.printStackTrace();
      // ok: error-details-to-client-stack-java
      e.printStackTrace(System.err);
      response.sendError(500);
    }
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<String> raw(Exception error) {
    // ruleid: error-details-to-client-java
    return ResponseEntity.status(500).body(error.getMessage());
  }

  Response resource() {
    try {
      return Response.ok(store.all()).build();
    } catch (SQLException e) {
      // ruleid: error-details-to-client-java
      return Response.serverError().entity("Failed: " + e.getMessage()).build();
    }
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      store.save();
    } catch (Exception e) {
      // ruleid: error-details-to-client-java
      response.sendError(500, ExceptionUtils.getStackTrace(e));
      // ruleid: error-details-to-client-stack-java
      e.printStackTrace(response.getWriter());
    }
  }

  void printed(HttpServletResponse response) throws IOException {
    PrintWriter out = response.getWriter();
    try {
      store.save();
    } catch (IOException e) {
      // ruleid: error-details-to-client-stack-java
      e.printStackTrace(out);
    }
  }

  Mono<ServerResponse> reactive(Throwable error) {
    // ruleid: error-details-to-client-java
    return ServerResponse.status(500).bodyValue(error.getMessage());
  }
}
