const libxmljs = require("libxmljs2");

app.post("/orders", (req, res) => {
  // ok: xml-entities-javascript
  libxmljs.parseXml(req.body);
  // ok: xml-entities-javascript
  libxmljs.parseXml(req.body, { noent: false });
  // ok: xml-entities-javascript
  libxmljs.parseXml(req.body, { noblanks: true });
  // ruleid: xml-entities-javascript
  libxmljs.parseXml(req.body, { noent: true });
  // ruleid: xml-entities-javascript
  libxmljs.parseXmlString(req.body, { noblanks: true, noent: true });
});
