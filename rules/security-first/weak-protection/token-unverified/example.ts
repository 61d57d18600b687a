import express from "express";
import jwt from "jsonwebtoken";
import * as jose from "jose";
import simple from "jwt-simple";

// ok: token-unverified-javascript
jwt.verify(token, key, { algorithms: ["RS256"] });
// ok: token-unverified-javascript
const claims = jwt.sign({ id }, key, { algorithm: "HS256" });
// ok: token-unverified-javascript
simple.decode(token, key, false, "HS256");
// ok: token-unverified-javascript
await jose.jwtVerify(token, key);

// ruleid: token-unverified-javascript
jwt.verify(token, key, { algorithms: ["HS256", "none"] });
// ruleid: token-unverified-javascript
jwt.sign({ id }, "", { algorithm: "none" });
// ruleid: token-unverified-javascript
jwt.verify(token, null);
// ruleid: token-unverified-javascript
simple.decode(token, key, true);
// ruleid: token-unverified-javascript
const unsecured = new jose.JWT({ alg: "none" });

class Client {
  async decodeUnsecured(token: string) {
    // ok: token-unverified-javascript
    return UnsecuredJWT.decode(token, this.options);
  }
}
