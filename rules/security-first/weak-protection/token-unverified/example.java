package fixtures;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.jsonwebtoken.Jwts;
import jakarta.ws.rs.HeaderParam;
import org.springframework.web.bind.annotation.RequestHeader;

class Tokens {
  void verified(@RequestHeader("Authorization") String token) {
    // ok: token-unverified-java
    Jwts.parser().verifyWith(key).build().parseSignedClaims(token);
    // ok: token-unverified-java
    Jwts.parserBuilder().setSigningKey(key).build().parseClaimsJws(token);
    // ok: token-unverified-java
    JWT.require(Algorithm.HMAC256(secret)).build().verify(token);
  }

  String decodedAndVerified(String token) {
    // ok: token-unverified-decode-java
    DecodedJWT decoded = JWT.decode(token);
    verifierOf(decoded.getIssuer()).verify(token);
    return decoded.getSubject();
  }

  String decodedThenVerified(String token) {
    // ok: token-unverified-decode-java
    DecodedJWT decoded = JWT.decode(token);
    if (!verifyWithKeyOf(decoded, token)) {
      throw new Unauthorized();
    }
    return decoded.getSubject();
  }

  Date expiry(String token) {
    // ok: token-unverified-decode-java
    return JWT.decode(token).getExpiresAt();
  }

  String keyOf(String token) {
    // ok: token-unverified-decode-java
    return JWT.decode(token).getKeyId();
  }

  void unsigned(@HeaderParam("Authorization") String token) {
    // ruleid: token-unverified-java
    Jwts.parser().setSigningKey(key).parse(token);
    // ruleid: token-unverified-java
    Jwts.parserBuilder().build().parseClaimsJwt(token);
    // ruleid: token-unverified-java
    JWT.create().withSubject("app").sign(Algorithm.none());
  }

  String decoded(String token) {
    // ruleid: token-unverified-decode-java
    return JWT.decode(token).getSubject();
  }

  boolean isAdmin(String token) {
    // ruleid: token-unverified-decode-java
    DecodedJWT decoded = JWT.decode(token);
    return decoded.getClaim("admin").asBoolean();
  }
}
