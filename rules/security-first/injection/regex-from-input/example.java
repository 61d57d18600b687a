package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.*;

class Filters {
  @GetMapping("/filter")
  void fixed(@RequestParam String text) {
    // ok: regex-from-input-java
    Pattern.compile("[a-z]+").matcher(text).matches();
    // ok: regex-from-input-java
    Pattern.compile(Pattern.quote(text) + ".*");
    // ok: regex-from-input-java
    text.matches("[a-z]{1,20}");
    // ok: regex-from-input-java
    Pattern.compile(text, Pattern.LITERAL);
  }

  @GetMapping("/grep")
  void grep(@RequestParam String expression) {
    // ruleid: regex-from-input-java
    Pattern.compile(expression);
    // ruleid: regex-from-input-java
    line.matches(".*" + expression + ".*");
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) {
    // ruleid: regex-from-input-java
    line.replaceAll(request.getParameter("from"), "");
  }
}
