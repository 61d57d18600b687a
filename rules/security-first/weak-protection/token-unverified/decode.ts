import express from "express";
import jwt from "jsonwebtoken";
import { decodeJwt } from "jose";

function verified(token: string) {
  const header = jwt.decode(token, { complete: true });
  // ok: token-unverified-decode-javascript
  return jwt.verify(token, keys[header.header.kid]);
}

function after(token: string) {
  jwt.verify(token, key);
  // ok: token-unverified-decode-javascript
  return jwt.decode(token);
}

function text(token: string) {
  // ok: token-unverified-decode-javascript
  return base64.decode(token);
}

function header(token: string) {
  // ok: token-unverified-decode-javascript
  return jwt.decode(token, { complete: true });
}

app.use((req, res, next) => {
  // ruleid: token-unverified-decode-javascript
  req.user = jwt.decode(req.cookies.session);
  next();
});

function user(token: string) {
  // ruleid: token-unverified-read-javascript
  return decodeJwt(token).sub;
}

function payload(token: string) {
  // ruleid: token-unverified-read-javascript
  return JSON.parse(Buffer.from(token.split(".")[1], "base64").toString("utf8"));
}

function old(token: string) {
  // ruleid: token-unverified-decode-javascript
  return jwt.verify(token, key, { ignoreExpiration: true });
}

export async function fromProvider(params: TokenAnswer) {
  // ok: token-unverified-decode-javascript
  return jwt.decode(params.id_token);
}

export function documented(token: string) {
  // The gateway in front of this service verifies each token.
  // ok: token-unverified-decode-javascript
  return jwt.decode(token);
}

export function endOf(token: string) {
  // ok: token-unverified-decode-javascript
  const decoded = jwt.decode(token);
  return decoded?.exp ?? 0;
}

app.get("/me", async (request, reply) => {
  const token = bearerOf(request);
  // ruleid: token-unverified-decode-javascript
  const claims = decodeJwt(token);
  // ruleid: token-unverified-decode-javascript
  return users.load(decodeJwt(request.headers.authorization).sub);
});

export function keyOf(token: string) {
  // ok: token-unverified-read-javascript
  return jwt.decode(token, { complete: true });
}

export function readable(token: string) {
  // The gateway verifies the signature of each token.
  // ok: token-unverified-read-javascript
  return decodeJwt(token);
}

export async function accountOf(tokens: TokenAnswer) {
  // ok: token-unverified-read-javascript
  return decodeJwt(tokens.id_token);
}
