import express from "express";
import pino from "pino";

app.post("/login", (req, res) => {
  const { user, password, token } = req.body;
  // ok: secret-in-log-javascript
  logger.info({ user }, "password changed");
  // ok: secret-in-log-javascript
  logger.info(`token of ${user} expired`);
  // ok: secret-in-log-javascript
  logger.info({ hasToken: Boolean(token) }, "login");
  // ok: secret-in-log-javascript
  console.log(token.length, Boolean(password));
  // ok: secret-in-log-javascript
  logger.debug({ totalTokens, tokenCount }, "usage");
  // ruleid: secret-in-log-javascript
  console.log("login", user, password);
  // ruleid: secret-in-log-javascript
  logger.info({ user, password: req.body.password }, "login");
  // ruleid: secret-in-log-javascript
  logger.debug(`login of ${user} with ${token}`);
  // ruleid: secret-in-log-javascript
  console.log("authorization: " + req.headers.authorization);
  // ruleid: secret-in-log-javascript
  console.log(process.env);
});

if (process.env.NODE_ENV === "development") {
  // ok: secret-in-log-javascript
  console.log("reset link", token);
}

function refreshed(req, res, shouldReturnRefreshToken) {
  // ok: secret-in-log-javascript
  logger.debug(`refreshing. In the answer: ${shouldReturnRefreshToken}`);
  if (isDev) {
    // ok: secret-in-log-javascript
    logger.debug("hook", req.headers);
  }
}

async function firstAccount(users) {
  const password = crypto.randomBytes(16).toString("hex");
  await users.create({ name: "admin", password });
  // ok: secret-in-log-javascript
  console.log(`Created the first user: admin / ${password}`);
}

function loggedIn(user) {
  // ok: secret-in-log-javascript
  logger.debug(`in the answer: ${!!user.refreshToken}`);
}

function readToken(header) {
  const token = decoder.decodeToken(header);
  // ok: secret-in-log-javascript
  logger.debug("decoded token %O", token);
  return token;
}

function challenged(domain, token) {
  // ok: secret-in-log-javascript
  logger.error(`Unknown challenge of ${domain}: ${token}`);
}
