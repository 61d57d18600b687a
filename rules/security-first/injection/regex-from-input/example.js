const express = require("express");
const escapeStringRegexp = require("escape-string-regexp");

app.get("/plain", async (req, res) => {
  // ok: regex-from-input-javascript
  new RegExp(escapeStringRegexp(req.query.q), "i");
  // ok: regex-from-input-javascript
  new RegExp(req.query.q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // ok: regex-from-input-javascript
  names.filter((name) => name.includes(req.query.q));
  // ok: regex-from-input-javascript
  await User.find({ name: { $regex: _.escapeRegExp(req.query.q) } });
  // ok: regex-from-input-javascript
  new RegExp(`^${Number(req.query.number)}$`);
});

app.get("/made", async (req, res) => {
  // ruleid: regex-from-input-javascript
  new RegExp(req.query.q, "i");
  // ruleid: regex-from-input-javascript
  RegExp("^" + req.query.q);
  // ruleid: regex-from-input-javascript
  await User.find({ name: { $regex: req.query.q, $options: "i" } });
  const { pattern } = req.body;
  // ruleid: regex-from-input-javascript
  text.match(pattern);
});

app.get("/filled", (req, res) => {
  [
    { name: "id", value: req.query.id },
    { name: "page", value: req.query.page },
  ].forEach((field) => {
    // ok: regex-from-input-javascript
    text = text.replace(new RegExp(`{{${field.name}}}`, "g"), field.value);
  });
});
