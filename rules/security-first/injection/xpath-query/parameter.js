const xpath = require("xpath");

function kept(document, number, query) {
  // ok: xpath-query-parameter-javascript
  xpath.select("//user[@role='admin']", document);
  // ok: xpath-query-parameter-javascript
  xpath.select(`//user[${Number(number)}]`, document);
  // ok: xpath-query-parameter-javascript
  return xpath.select(query, document);
}

function built(document, name) {
  // ruleid: xpath-query-parameter-javascript
  xpath.select(`//user[@name='${name}']`, document);
  // ruleid: xpath-query-parameter-javascript
  return xpath.evaluate("//user[@name='" + name + "']", document);
}
