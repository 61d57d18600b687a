package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.QueryParam;
import javax.naming.directory.DirContext;
import org.springframework.ldap.core.LdapTemplate;
import org.springframework.ldap.support.LdapEncoder;
import org.springframework.web.bind.annotation.*;

class Directory {
  private DirContext context;
  private LdapTemplate ldap;

  @GetMapping("/people")
  void bound(@RequestParam String name, @RequestParam int number) throws NamingException {
    // ok: ldap-query-java, ldap-query-parameter-java
    context.search("ou=people", "(uid={0})", new Object[] {name}, controls);
    // ok: ldap-query-java, ldap-query-parameter-java
    context.search("ou=people", "(uid=" + LdapEncoder.filterEncode(name) + ")", controls);
    // ok: ldap-query-java, ldap-query-parameter-java
    context.search("ou=people", "(number=" + number + ")", controls);
    // ok: ldap-query-java, ldap-query-parameter-java
    catalogue.search("people", "name:" + name);
  }

  @GetMapping("/people/search")
  void built(@RequestParam String name) throws NamingException {
    // ruleid: ldap-query-java
    context.search("ou=people", "(uid=" + name + ")", controls);
    // ruleid: ldap-query-java
    ldap.search("ou=people", "(&(objectClass=person)(cn=" + name + "))", mapper);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws NamingException {
    String filter = String.format("(&(uid=%s)(userPassword=%s))", request.getParameter("user"), request.getParameter("password"));
    // ruleid: ldap-query-java
    context.search("ou=people", filter, controls);
  }

  boolean login(String name, String password) {
    // ruleid: ldap-query-parameter-java
    return ldap.authenticate("", "(uid=" + name + ")", password);
  }

  void member(String group) throws NamingException {
    // ruleid: ldap-query-parameter-java
    context.search("ou=groups", "(cn=" + group + ")", controls);
  }
}
