package fixtures;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.*;

@RestController
class ProductController {
  private final JdbcTemplate template;
  private final NamedParameterJdbcTemplate named;
  private final JdbcClient client;

  @GetMapping("/products")
  List<Product> bound(@RequestParam String name, @RequestParam int limit) {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    named.query("SELECT * FROM products WHERE name = :name", Map.of("name", name), mapper);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    client.sql("SELECT * FROM products WHERE name = ?").param(name).query(Product.class);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    return template.query("SELECT * FROM products LIMIT " + limit, mapper);
  }

  @GetMapping("/products/search")
  List<Product> built(@RequestParam String name, @RequestHeader("X-Tenant") String tenant) {
    // ruleid: sql-string-building-java
    named.queryForList("SELECT * FROM products WHERE name LIKE '%" + name + "%'", Map.of());
    // ruleid: sql-string-building-java
    client.sql("SELECT * FROM " + tenant + ".products").query(Product.class).list();
    // ruleid: sql-string-building-java
    return template.query(String.format("SELECT * FROM products WHERE name = '%s'", name), mapper);
  }

  @KafkaListener(topics = "products")
  void removed(String key) {
    // ruleid: sql-string-building-java
    template.update("DELETE FROM products WHERE key = '" + key + "'");
  }
}
