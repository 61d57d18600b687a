package fixtures;

import jakarta.ws.rs.client.ClientBuilder;
import java.net.http.HttpRequest;
import org.apache.http.impl.client.HttpClients;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

class Clients {
  void limited(URL url) throws IOException {
    // ok: missing-timeout-java
    RestTemplate template = new RestTemplate(requestFactory);
    // ok: missing-timeout-java
    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).GET().build();
    // ok: missing-timeout-java
    ClientBuilder.newBuilder().readTimeout(5, TimeUnit.SECONDS).build();
    // ok: missing-timeout-java
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(1000);
    connection.setReadTimeout(5000);
  }

  void unlimited(URL url) throws IOException {
    // ruleid: missing-timeout-java
    RestTemplate template = new RestTemplate();
    // ruleid: missing-timeout-java
    HttpRequest request = HttpRequest.newBuilder(uri).GET().build();
    // ruleid: missing-timeout-java
    HttpClients.createDefault();
    // ruleid: missing-timeout-java
    ClientBuilder.newClient().target("https://api.internal");
  }

  void opened(URL url) throws IOException {
    // ruleid: missing-timeout-java
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod("GET");
  }
}
