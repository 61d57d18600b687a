package fixtures;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.ServerRequest;

class Previews {
  private final WebClient client;

  Mono<String> fixed(ServerRequest request) {
    // ok: server-side-request-java
    return client.get().uri("/users/{id}", request.pathVariable("id")).retrieve().bodyToMono(String.class);
  }

  Mono<String> builder(ServerRequest request) {
    // ok: server-side-request-java
    return client.get().uri(b -> b.path("/users").queryParam("q", request.queryParam("q").get()).build()).retrieve().bodyToMono(String.class);
  }

  Mono<String> preview(ServerRequest request) {
    String address = request.queryParam("url").orElseThrow();
    // ruleid: server-side-request-java
    return client.get().uri(address).retrieve().bodyToMono(String.class);
  }

  Mono<String> created(ServerRequest request) {
    // ruleid: server-side-request-java
    return WebClient.create(request.queryParam("url").get()).get().retrieve().bodyToMono(String.class);
  }
}
