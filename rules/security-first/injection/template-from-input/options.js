const express = require("express");

app.get("/page", (req, res) => {
  // ok: template-from-input-options-javascript
  res.render("page", { name: req.query.name });
  // ok: template-from-input-options-javascript
  res.render("page");
  // ok: template-from-input-options-javascript
  res.render("page", { query: req.query });
  // ruleid: template-from-input-options-javascript
  res.render("page", req.query);
  // ruleid: template-from-input-options-javascript
  res.render("page", { ...req.body, title: "Page" });
});
