const express = require("express");
const ldap = require("ldapjs");

const client = ldap.createClient({ url: process.env.LDAP_URL });

app.post("/login", (req, res) => {
  const { user } = req.body;
  // ok: ldap-query-javascript
  client.search("ou=people,dc=shop", { filter: "(uid=admin)", scope: "sub" }, done);
  // ok: ldap-query-javascript
  client.search("ou=people,dc=shop", { filter: new ldap.EqualityFilter({ attribute: "uid", value: user }) }, done);
  // ok: ldap-query-javascript
  client.search("ou=people,dc=shop", { filter: `(uid=${ldapEscape.filter(user)})` }, done);
  // ruleid: ldap-query-javascript
  client.search("ou=people,dc=shop", { filter: `(uid=${user})`, scope: "sub" }, done);
  // ruleid: ldap-query-javascript
  client.search("uid=" + user + ",ou=people", { scope: "base" }, done);
});

function find(name) {
  const options = {
    scope: "sub",
    // ruleid: ldap-query-parameter-javascript
    filter: "(&(objectClass=person)(cn=" + name + "))",
  };
  return client.search("dc=shop", options);
}
