import express from "express";

app.post("/login", (req, res) => {
  // ok: log-injection-javascript
  logger.info({ user: req.body.user }, "login");
  // ok: log-injection-javascript
  logger.info(`login ${JSON.stringify(req.body.user)}`);
  // ok: log-injection-javascript
  console.log(`${req.method} ${req.originalUrl}`);
  // ok: log-injection-javascript
  logger.info(`page ${Number(req.query.page)}`);
  // ok: log-injection-javascript
  console.log("login", { user: req.body.user });
  // ruleid: log-injection-javascript
  logger.info(`login of ${req.body.user}`);
  // ruleid: log-injection-javascript
  console.log("login of " + req.body.user);
  // ruleid: log-injection-javascript
  console.log("login of", req.body.user);
});
