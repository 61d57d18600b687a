package fixtures;

import freemarker.template.Template;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.velocity.app.Velocity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;

@Controller
class Letters {
  private final TemplateEngine engine;

  @GetMapping("/letter")
  String named(@RequestParam String name, Model model) {
    model.addAttribute("name", name);
    // ok: template-from-input-java
    return "letter";
  }

  @GetMapping("/moved")
  String moved(@RequestParam String id) {
    // ok: template-from-input-java
    return "redirect:/letters/" + id;
  }

  @PostMapping("/preview")
  void preview(@RequestParam String text, @RequestParam String name) throws Exception {
    // ok: template-from-input-java
    engine.process("letter", new Context(Locale.ENGLISH, Map.of("text", text)));
    // ok: template-from-input-java
    new Template("letter", new StringReader("Dear reader"), configuration);
    // ruleid: template-from-input-java
    new Template(name, new StringReader(text), configuration);
    // ruleid: template-from-input-java
    engine.process(text, new Context());
  }

  @GetMapping("/searched")
  String searched(@RequestParam String city, Model model) {
    // ok: template-from-input-java
    return showPage(model, shops.near(city));
  }

  @GetMapping("/help")
  String help(@RequestParam String language) {
    // ruleid: template-from-input-java
    return "help/" + language + "/welcome";
  }

  void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ruleid: template-from-input-java
    Velocity.evaluate(context, response.getWriter(), "letter", request.getParameter("text"));
  }

  @PostMapping("/accepted")
  String accepted(@RequestParam String code) {
    String target = "redirect:/login?accepted=true";
    if (code.length() > 4) {
      target += "&code=" + code;
    }
    // ok: template-from-input-java
    return target;
  }
}
