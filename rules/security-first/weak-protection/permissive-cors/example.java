package fixtures;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;

// ok: permissive-cors-java
@CrossOrigin(origins = "https://shop.example.com", allowCredentials = "true")
class Orders {}

// ok: permissive-cors-java
@CrossOrigin(origins = "*")
class Prices {}

// ruleid: permissive-cors-java
@CrossOrigin(origins = "*", allowCredentials = "true")
class Accounts {}

class Cors {
  void listed(CorsRegistry registry) {
    // ok: permissive-cors-java
    registry.addMapping("/**").allowedOrigins("https://shop.example.com").allowCredentials(true);
    // ok: permissive-cors-java
    registry.addMapping("/public").allowedOrigins("*").allowCredentials(false);
  }

  void everybody(CorsRegistry registry) {
    registry.addMapping("/**")
        // ruleid: permissive-cors-java
        .allowedOriginPatterns("*")
        .allowCredentials(true);
  }

  CorsConfiguration configuration() {
    CorsConfiguration configuration = new CorsConfiguration();
    // ruleid: permissive-cors-java
    configuration.addAllowedOriginPattern("*");
    configuration.setAllowCredentials(true);
    return configuration;
  }

  void reflected(HttpServletRequest request, HttpServletResponse response) {
    // ruleid: permissive-cors-java
    response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
    response.setHeader("Access-Control-Allow-Credentials", "true");
  }

  void compared(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    if (ORIGINS.contains(origin)) {
      // ok: permissive-cors-java
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
  }

  void whileDeveloping(HttpServletRequest request, HttpServletResponse response) {
    if (environment.isDevMode()) {
      // ok: permissive-cors-java
      response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
  }
}
