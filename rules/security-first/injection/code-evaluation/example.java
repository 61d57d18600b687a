package fixtures;

import javax.script.ScriptEngine;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.web.bind.annotation.*;

class Formulas {
  private final ScriptEngine engine;

  @PostMapping("/parsed")
  void parsed(@RequestBody String text, @RequestParam String name) throws Exception {
    // ok: code-evaluation-java
    mapper.readValue(text, Order.class);
    // ok: code-evaluation-java
    engine.eval("1 + 1");
    // ok: code-evaluation-java
    Class.forName(HANDLERS.get(name));
    // ok: code-evaluation-java
    OPERATIONS.get(name).apply(1);
  }

  @PostMapping("/evaluated")
  void evaluated(@RequestBody String text, @RequestParam String token) throws Exception {
    // ruleid: code-evaluation-java
    engine.eval(text);
    // ruleid: code-evaluation-java
    new SpelExpressionParser().parseExpression(text);
    // ruleid: code-evaluation-java
    Class.forName(token).getDeclaredConstructor().newInstance();
    // ruleid: code-evaluation-java
    new GroovyShell().evaluate(text);
  }
}
