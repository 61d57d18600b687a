package fixtures;

import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;

class Feeds {
  Feed load(HttpGet request) throws IOException {
    request.setConfig(RequestConfig.custom().setConnectTimeout(2000).setSocketTimeout(10000).build());
    // ok: missing-timeout-java
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      return client.execute(request, handler);
    }
  }
}
