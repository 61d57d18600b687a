package fixtures;

import jakarta.ws.rs.GET;
import jakarta.servlet.http.HttpServlet;
import java.sql.DriverManager;
import org.springframework.web.bind.annotation.GetMapping;

class Settings {
  // ok: hard-coded-credential-java
  static final String R2_ACCESS_KEY = "r2_access_key";
  // ok: hard-coded-credential-java
  static final String PASSWORD = "password";
  // ok: hard-coded-credential-java
  static final String NAME_OF_THE_SECRET_KEY = "signature-secret";
  // ok: hard-coded-credential-java
  static final String KEY_SECRET_KEY = "CaptchaSecretKey";
  // ok: hard-coded-credential-java
  static final String PROPERTY_PASSWORD = "shop2.mail.auth-password";
  // ok: hard-coded-credential-java
  String passwordParameter = "password1!";
  // ok: hard-coded-credential-java
  @Value("${db.password}") private String password;
  // ok: hard-coded-credential-java
  String secret = client.getSecret("prod-database-1");

  // ruleid: hard-coded-credential-java
  static final String API_KEY = "m4d3up5f1xtur3k3y7";
  // ruleid: hard-coded-credential-java
  String dbPassword = "MadeUp4Fixture";

  void use() throws SQLException {
    // ok: hard-coded-credential-java
    dataSource.setPassword(System.getenv("PASSWORD"));
    // ok: hard-coded-credential-java
    DriverManager.getConnection(url, "app", password);
    // ok: hard-coded-credential-java
    String fallback = environment.getProperty("jwt.secret", "changeme");
    // ruleid: hard-coded-credential-java
    dataSource.setPassword("MadeUp4Fixture");
    // ruleid: hard-coded-credential-java
    DriverManager.getConnection(url, "app", "MadeUp4Fixture");
    // ruleid: hard-coded-credential-java
    properties.put("password", "MadeUp4Fixture");
    // ruleid: hard-coded-credential-java
    headers.setBasicAuth("app", "MadeUp4Fixture");
    // ruleid: hard-coded-credential-java
    if (password.equals("MadeUp5Fixture")) {
      allow();
    }
  }
}

class LoginTest {
  // ok: hard-coded-credential-java
  String password = "MadeUp6Fixture";
}
