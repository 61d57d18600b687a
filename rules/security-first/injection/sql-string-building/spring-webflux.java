package fixtures;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.ServerRequest;

class OrderHandler {
  private final DatabaseClient client;

  Flux<Order> bound(ServerRequest request) {
    String city = request.queryParam("city").orElse("");
    // ok: sql-string-building-java, sql-string-building-parameter-java
    return client.sql("SELECT * FROM orders WHERE city = :city").bind("city", city).map(mapper).all();
  }

  Flux<Order> built(ServerRequest request) {
    String city = request.queryParam("city").orElse("");
    // ruleid: sql-string-building-java
    return client.sql("SELECT * FROM orders WHERE city = '" + city + "'").map(mapper).all();
  }
}
