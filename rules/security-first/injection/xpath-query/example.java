package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.QueryParam;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.springframework.web.bind.annotation.*;

class Employees {
  private final XPath xpath = XPathFactory.newInstance().newXPath();

  @GetMapping("/employees")
  void bound(@RequestParam String name, @RequestParam long id) throws XPathExpressionException {
    variables.put("name", name);
    // ok: xpath-query-java, xpath-query-parameter-java
    xpath.evaluate("/employees/employee[@name=$name]", document);
    // ok: xpath-query-java, xpath-query-parameter-java
    xpath.evaluate("/employees/employee[@id=" + id + "]", document);
    // ok: xpath-query-java, xpath-query-parameter-java
    xpath.compile("/employees/employee");
    // ok: xpath-query-java, xpath-query-parameter-java
    Pattern.compile("employee " + name);
  }

  @GetMapping("/employees/search")
  void built(@RequestParam String name) throws XPathExpressionException {
    // ruleid: xpath-query-java
    xpath.evaluate("/employees/employee[@name='" + name + "']", document);
    String expression = String.format("//employee[name='%s']", name);
    // ruleid: xpath-query-java
    xpath.compile(expression);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ruleid: xpath-query-java
    document.selectNodes("//employee[@name='" + request.getParameter("name") + "']");
  }

  Object named(String name) throws XPathExpressionException {
    // ruleid: xpath-query-parameter-java
    return xpath.evaluate("/employees/employee[@name='" + name + "']", document);
  }

  Object titled(String title) throws XPathExpressionException {
    String expression = String.format("//employee[title='%s']", title);
    // ruleid: xpath-query-parameter-java
    return xpath.compile(expression);
  }
}
