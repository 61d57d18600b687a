package fixtures;

import jakarta.ws.rs.client.ClientBuilder;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.X509TrustManager;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.springframework.web.client.RestTemplate;

class Clients {
  class Logging implements X509TrustManager {
    // ok: tls-verification-off-java
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
      delegate.checkServerTrusted(chain, type);
    }

    // ok: tls-verification-off-java
    public void checkClientTrusted(X509Certificate[] chain, String type) {}
  }

  class Everybody implements X509TrustManager {
    // ruleid: tls-verification-off-java
    public void checkServerTrusted(X509Certificate[] chain, String type) {}
  }

  void checked() {
    // ok: tls-verification-off-java
    builder.hostnameVerifier((host, session) -> host.equals("api.internal"));
    // ok: tls-verification-off-java
    contexts.loadTrustMaterial(store, (chain, type) -> known(chain));
  }

  void unchecked() {
    // ruleid: tls-verification-off-java
    builder.hostnameVerifier((host, session) -> true);
    // ruleid: tls-verification-off-java
    HttpClients.custom().setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build();
    // ruleid: tls-verification-off-java
    contexts.loadTrustMaterial(null, (chain, type) -> true);
    // ruleid: tls-verification-off-java
    SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build();
  }

  HostnameVerifier verifier() {
    return new HostnameVerifier() {
      // ruleid: tls-verification-off-java
      public boolean verify(String host, SSLSession session) {
        return true;
      }
    };
  }

  Client askedFor(Client client, boolean insecure) {
    if (insecure) {
      // ok: tls-verification-off-java
      client.hostnameVerifier((host, session) -> true);
    }
    return client;
  }

  Client configured(Client client) {
    if (settings.trustAllCertificates()) {
      // ok: tls-verification-off-java
      client.hostnameVerifier((host, session) -> true);
    }
    return client;
  }

  Client withSkippedChecks(Client client) {
    // ruleid: tls-verification-off-java
    client.hostnameVerifier((host, session) -> true);
    return client;
  }

  Client withSkipTlsVerification(Client client) {
    // ok: tls-verification-off-java
    client.hostnameVerifier((host, session) -> true);
    return client;
  }
}
