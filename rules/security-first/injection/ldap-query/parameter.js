const ldap = require("ldapjs");

function kept(client, name, options) {
  // ok: ldap-query-parameter-javascript
  client.search("dc=shop", { filter: "(uid=admin)", scope: "sub" });
  // ok: ldap-query-parameter-javascript
  client.search("dc=shop", { filter: `(uid=${ldapEscape.filter(name)})`, scope: "sub" });
  // ok: ldap-query-parameter-javascript
  return client.search("dc=shop", options);
}

function built(client, name) {
  // ruleid: ldap-query-parameter-javascript
  return client.search("dc=shop", { filter: `(mail=${name})`, scope: "sub" });
}
