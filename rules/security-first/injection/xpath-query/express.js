const xpath = require("xpath");
const libxmljs = require("libxmljs");

function known(document) {
  // ok: xpath-query-javascript
  return xpath.select("//user[@role='admin']/name", document);
}

app.get("/user", (req, res) => {
  const select = xpath.parse("//user[@name=$name]");
  // ok: xpath-query-javascript
  select.select({ node: document, variables: { name: req.query.name } });
  // ok: xpath-query-javascript
  list.find((user) => user.name === req.query.name);
  // ok: xpath-query-javascript
  xpath.select(`//user[${Number(req.query.number)}]`, document);
  // ruleid: xpath-query-javascript
  xpath.select(`//user[@name='${req.query.name}']`, document);
  // ruleid: xpath-query-javascript
  xpath.evaluate("//user[@name='" + req.query.name + "']", document);
  // ruleid: xpath-query-javascript
  xmlDoc.find(`//user[@name='${req.query.name}']`);
});
