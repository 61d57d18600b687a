const express = require("express");
const _ = require("lodash");

app.post("/safe", (req, res) => {
  const settings = new Map();
  // ok: prototype-pollution-javascript
  settings.set(req.body.name, req.body.value);
  // ok: prototype-pollution-javascript
  table[`user:${req.body.name}`][1] = req.body.value;
  // ok: prototype-pollution-javascript
  const merged = { ...defaults, ...req.body };
  // ok: prototype-pollution-javascript
  list[Number(req.body.number)].name = req.body.value;
  const { key } = req.body;
  if (key === "__proto__") return res.status(400).end();
  // ok: prototype-pollution-javascript
  settings[key].value = req.body.value;
});

app.post("/open", (req, res) => {
  // ruleid: prototype-pollution-javascript
  settings[req.body.group][req.body.name] = req.body.value;
  // ruleid: prototype-pollution-javascript
  _.set(settings, req.body.path, req.body.value);
  // ruleid: prototype-pollution-javascript
  _.merge(settings, req.body);
  // ruleid: prototype-pollution-javascript
  $.extend(true, settings, JSON.parse(req.body.settings));
  const { group } = req.query;
  // ruleid: prototype-pollution-javascript
  settings[group].name = req.query.value;
});

export function findPlaces(value, previous, schema) {
  return Object.keys(schema.fields).flatMap((key) => {
    // ok: prototype-pollution-merge-javascript
    return findPlaces(value[key], previous[key], schema.fields[key]);
  });
}
