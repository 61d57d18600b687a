const express = require("express");
const yaml = require("js-yaml");

app.post("/settings", (req, res) => {
  // ok: unsafe-deserialization-yaml-javascript
  yaml.safeLoad(req.body.settings);
  // ok: unsafe-deserialization-yaml-javascript
  yaml.load(fs.readFileSync("settings.yaml", "utf8"));
  // ok: unsafe-deserialization-yaml-javascript
  yaml.load(req.body.settings, { schema: yaml.JSON_SCHEMA });
  // ruleid: unsafe-deserialization-yaml-javascript
  yaml.load(req.body.settings);
  // ruleid: unsafe-deserialization-yaml-javascript
  yaml.loadAll(req.files.settings.data, apply);
});
