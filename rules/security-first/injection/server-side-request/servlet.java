package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.client.ClientBuilder;
import okhttp3.Request;
import org.apache.http.client.methods.HttpGet;
import org.jsoup.Jsoup;

class Fetches {
  void known(HttpServletRequest request) throws IOException {
    String url = request.getParameter("url");
    if (!ALLOWED_URLS.contains(url)) {
      throw new BadRequest();
    }
    // ok: server-side-request-java
    new HttpGet(url);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String url = request.getParameter("url");
    // ruleid: server-side-request-java
    new HttpGet(url);
    // ruleid: server-side-request-java
    new Request.Builder().url(url).build();
    // ruleid: server-side-request-java
    Jsoup.connect(url).get();
    URL address = new URL(url);
    // ruleid: server-side-request-java
    address.openConnection();
  }

  String proxied(@QueryParam("target") String target) {
    // ruleid: server-side-request-java
    return ClientBuilder.newClient().target(target).request().get(String.class);
  }
}
