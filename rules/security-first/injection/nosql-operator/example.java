package fixtures;

import com.mongodb.BasicDBObject;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import jakarta.servlet.http.HttpServletRequest;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.BasicQuery;
import org.springframework.web.bind.annotation.*;

class Users {
  private final MongoCollection<Document> users;

  @PostMapping("/users/find")
  void bound(@RequestBody String text, @RequestParam String name) {
    // ok: nosql-operator-java
    users.find(Filters.eq("name", name));
    // ok: nosql-operator-java
    users.find(new Document("name", name));
    // ok: nosql-operator-java
    template.find(Query.query(Criteria.where("name").is(name)), User.class);
    // ok: nosql-operator-java
    Document.parse("{\"active\": true}");
  }

  @PostMapping("/users/search")
  void whole(@RequestBody String filter, @RequestBody Map<String, Object> values) {
    // ruleid: nosql-operator-java
    users.find(Document.parse(filter));
    // ruleid: nosql-operator-java
    users.find(new Document(values));
    // ruleid: nosql-operator-java
    template.find(new BasicQuery(filter), User.class);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) {
    // ruleid: nosql-operator-java
    users.find(new BasicDBObject("$where", request.getParameter("where")));
  }
}
