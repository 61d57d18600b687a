package fixtures;

class Proxy {
  private final RestTemplate client;

  @GetMapping("/fixed")
  void fixed(@RequestParam String id, @RequestBody Order order) {
    // ok: server-side-request-java
    client.getForObject("https://api.internal/users/" + id, String.class);
    // ok: server-side-request-java
    client.getForObject("https://api.internal/users/{id}", String.class, id);
    // ok: server-side-request-java
    client.postForObject("https://api.internal/orders", order, String.class);
    // ok: server-side-request-java
    client.getForObject(baseUrl + "/users/" + id, String.class);
  }

  String helper(String address) {
    // ok: server-side-request-java
    return client.getForObject(address, String.class);
  }

  @GetMapping("/fetched")
  void fetched(@RequestParam String url) throws IOException {
    // ruleid: server-side-request-java
    client.getForObject(url, String.class);
    // ruleid: server-side-request-java
    new URL(url).openStream();
    // ruleid: server-side-request-java
    HttpRequest.newBuilder(URI.create(url));
  }
}
