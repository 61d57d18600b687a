const express = require("express");

app.use((req, res, next) => {
  // ok: permissive-cors-reflected-javascript
  res.setHeader("Access-Control-Allow-Origin", "https://shop.example");
  // ok: permissive-cors-reflected-javascript
  res.setHeader("Access-Control-Allow-Methods", req.headers["access-control-request-method"]);
  if (ALLOWED.includes(req.headers.origin)) {
    // ok: permissive-cors-reflected-javascript
    res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  }
  next();
});

app.get("/prices", (req, res) => {
  // ruleid: permissive-cors-reflected-javascript
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  res.json(prices);
});

app.get("/stock", (req, res) => {
  // ruleid: permissive-cors-reflected-javascript
  res.header("Access-Control-Allow-Origin", req.get("origin") || "*");
  res.json(stock);
});
