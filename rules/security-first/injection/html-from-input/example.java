package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.util.HtmlUtils;

class Greetings {
  void encoded(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = request.getParameter("name");
    // ok: html-from-input-java
    response.getWriter().println("Hello " + HtmlUtils.htmlEscape(name));
    // ok: html-from-input-java
    response.getWriter().println("You are number " + Integer.parseInt(request.getParameter("number")));
  }

  void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("application/json");
    // ok: html-from-input-java
    response.getWriter().print(request.getParameter("body"));
  }

  @GetMapping("/plain")
  Greeting plain(@RequestParam String name) {
    // ok: html-from-input-java
    return new Greeting("Hello " + name);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/html");
    String name = request.getParameter("name");
    // ruleid: html-from-input-java
    response.getWriter().println("<h1>Hello " + name + "</h1>");
    PrintWriter out = response.getWriter();
    // ruleid: html-from-input-java
    out.printf("Hello %s", name);
  }

  @GetMapping("/hello")
  @ResponseBody
  String hello(@RequestParam String name) {
    // ruleid: html-from-input-java
    return "<h1>Hello " + name + "</h1>";
  }

  @GET
  Response hi(@QueryParam("name") String name) {
    // ruleid: html-from-input-java
    return Response.ok("<p>Hi " + name + "</p>").build();
  }

  void pay(@ModelAttribute Payment payment, HttpServletRequest request, HttpServletResponse response) throws IOException {
    // ok: html-from-input-java
    response.getWriter().write(paymentService.form(request.getParameter("order")));
  }
}
