package fixtures;

import com.mongodb.BasicDBObject;
import jakarta.servlet.http.HttpServletRequest;
import org.bson.Document;
import org.elasticsearch.index.query.QueryBuilders;
import org.neo4j.driver.Session;
import org.springframework.data.mongodb.core.query.BasicQuery;
import org.springframework.web.bind.annotation.*;

class Search {
  private final Session session;

  @GetMapping("/search")
  void bound(@RequestParam String term, @RequestParam int year) {
    // ok: query-language-building-java, query-language-building-parameter-java
    QueryBuilders.matchQuery("title", term);
    // ok: query-language-building-java, query-language-building-parameter-java
    session.run("MATCH (b:Book {title: $title}) RETURN b", Map.of("title", term));
    // ok: query-language-building-java, query-language-building-parameter-java
    QueryBuilders.queryStringQuery("year:" + year);
    // ok: query-language-building-java, query-language-building-parameter-java
    QueryBuilders.queryStringQuery(term);
  }

  @GetMapping("/search/text")
  void built(@RequestParam String term) {
    // ruleid: query-language-building-java
    QueryBuilders.queryStringQuery("title:" + term);
    // ruleid: query-language-building-java
    session.run("MATCH (b:Book {title: '" + term + "'}) RETURN b");
    // ruleid: query-language-building-java
    template.find(new BasicQuery("{title: '" + term + "'}"), Book.class);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) {
    // ruleid: query-language-building-java
    Document filter = Document.parse(String.format("{\"title\": \"%s\"}", request.getParameter("title")));
  }

  void titled(String term) {
    // ruleid: query-language-building-parameter-java
    QueryBuilders.queryStringQuery("title:" + term);
    // ruleid: query-language-building-parameter-java
    session.run("MATCH (b:Book {title: '" + term + "'}) RETURN b");
  }
}
