import { Client } from "@elastic/elasticsearch";
import { request, gql } from "graphql-request";
import neo4j from "neo4j-driver";

app.get("/constant", async (req, res) => {
  const { name, id } = req.query;
  // ok: query-language-building-javascript
  await client.request(`query ($id: ID!) { user(id: $id) { name } }`, { id });
  // ok: query-language-building-javascript
  await fetch(API, { method: "POST", body: JSON.stringify({ query: USER_QUERY, variables: { id } }) });
  // ok: query-language-building-javascript
  await elastic.search({ index: "users", query: { match: { name } } });
  // ok: query-language-building-javascript
  await session.run("MATCH (u:User {name: $name}) RETURN u", { name });
  // ok: query-language-building-javascript
  await container.items.query({ query: "SELECT * FROM c WHERE c.name = @name", parameters: [{ name: "@name", value: name }] });
});

app.get("/built", async (req, res) => {
  const { name, id } = req.query;
  // ruleid: query-language-building-javascript
  await client.request(`query { user(id: "${id}") { name } }`);
  // ruleid: query-language-building-javascript
  await fetch(API, { method: "POST", body: JSON.stringify({ query: `{ user(id: "${id}") { name } }` }) });
  // ruleid: query-language-building-javascript
  await elastic.search({ index: "users", query: { query_string: { query: name } } });
  // ruleid: query-language-building-javascript
  await elastic.search({ index: "users", q: `name:${name}` });
  // ruleid: query-language-building-javascript
  await session.run(`MATCH (u:User {name: '${name}'}) RETURN u`);
  // ruleid: query-language-building-javascript
  await dynamo.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM users WHERE name = '${name}'` }));
  // ruleid: query-language-building-javascript
  for await (const row of queryApi.iterateRows(`from(bucket: "x") |> filter(fn: (r) => r.name == "${name}")`)) use(row);
});

async function counted(list, where) {
  // Names that the program itself hands over.
  // ok: query-language-building-javascript
  return client.request(`query ($where: ${list.filterName}!) { count: ${list.countName}(where: $where) }`, { where });
}

async function named(name) {
  // ruleid: query-language-building-javascript
  return client.request(`query { user(name: "${name}") { id } }`);
}
