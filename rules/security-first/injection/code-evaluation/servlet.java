package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintValidatorContext;
import javax.script.ScriptEngineManager;
import ognl.Ognl;

class Reports {
  void numbers(HttpServletRequest request, HttpServletResponse response) throws Exception {
    int limit = Integer.parseInt(request.getParameter("limit"));
    // ok: code-evaluation-java
    engine.eval("limit = " + limit);
    // ok: code-evaluation-java
    Ognl.getValue("total", order);
    // ok: code-evaluation-java
    context.buildConstraintViolationWithTemplate("{orders.total}");
  }

  void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String formula = request.getParameter("formula");
    // ruleid: code-evaluation-java
    Ognl.getValue(formula, order);
    // ruleid: code-evaluation-java
    new ScriptEngineManager().getEngineByName("js").eval(formula);
    // ruleid: code-evaluation-java
    context.buildConstraintViolationWithTemplate("no " + formula);
  }
}
