const serialize = require("node-serialize");
const yaml = require("js-yaml");
const v8 = require("v8");

app.post("/restored", (req, res) => {
  // ok: unsafe-deserialization-javascript
  const order = JSON.parse(req.body.order);
  // ok: unsafe-deserialization-javascript
  serialize.unserialize(STORED);
  // ok: unsafe-deserialization-javascript
  yaml.load(req.body.order, { schema: yaml.JSON_SCHEMA });
  // ruleid: unsafe-deserialization-javascript
  serialize.unserialize(req.cookies.profile);
  const text = Buffer.from(req.cookies.profile, "base64").toString();
  // ruleid: unsafe-deserialization-javascript
  serialize.unserialize(text);
  // ruleid: unsafe-deserialization-javascript
  v8.deserialize(req.body);
  // ruleid: unsafe-deserialization-javascript
  yaml.load(req.body.order, { schema: yaml.DEFAULT_FULL_SCHEMA });
});
