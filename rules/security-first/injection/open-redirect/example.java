package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.servlet.view.RedirectView;

class Logins {
  @GetMapping("/order")
  String order(@RequestParam String id) {
    // ok: open-redirect-java
    return "redirect:/orders/" + id;
  }

  @GetMapping("/known")
  RedirectView known(@RequestParam String next) {
    // ok: open-redirect-java
    return new RedirectView(TARGETS.getOrDefault(next, "/"));
  }

  void local(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // ok: open-redirect-java
    response.sendRedirect(request.getContextPath() + "/login?user=" + request.getParameter("user"));
    String next = request.getParameter("next");
    if (!isLocalUrl(next)) {
      next = "/";
    }
    // ok: open-redirect-java
    response.sendRedirect(next);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // ruleid: open-redirect-java
    response.sendRedirect(request.getParameter("next"));
    String target = request.getParameter("target");
    // ruleid: open-redirect-java
    response.setHeader("Location", target);
  }

  @GetMapping("/next")
  String next(@RequestParam String url) {
    // ruleid: open-redirect-java
    return "redirect:" + url;
  }

  Response seeOther(@QueryParam("to") String to) {
    // ruleid: open-redirect-java
    return Response.seeOther(URI.create(to)).build();
  }

  Mono<ServerResponse> function(ServerRequest request) {
    // ruleid: open-redirect-java
    return ServerResponse.temporaryRedirect(URI.create(request.queryParam("to").get())).build();
  }

  @GetMapping("/named")
  String named(@RequestParam String url) {
    String view = "redirect:" + url;
    // ruleid: open-redirect-java
    return view;
  }

  @GetMapping("/within")
  String within(@RequestParam String page) {
    String view = "redirect:/orders?page=" + page;
    // ok: open-redirect-java
    return view;
  }

  @GetMapping("/autologin")
  ModelAndView fixed(HttpServletRequest request) {
    String name = request.getParameter("name");
    // ok: open-redirect-java
    return new ModelAndView(new RedirectView("/login?" + NAME_PARAMETER + "=" + name + "&again=true"));
  }

  @GetMapping("/authorized")
  String authorized(@RequestParam String to, Client client) {
    if (!client.redirectUris().contains(to)) {
      throw new BadRequestException();
    }
    // ok: open-redirect-java
    return "redirect:" + to;
  }
}
