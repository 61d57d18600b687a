const express = require("express");
const errorhandler = require("errorhandler");

if (process.env.NODE_ENV === "development") {
  // ok: debug-mode-javascript
  app.use(errorhandler());
}
// ok: debug-mode-javascript
const guarded = new ApolloServer({ schema, introspection: process.env.NODE_ENV !== "production" });
// ok: debug-mode-javascript
const closed = new ApolloServer({ schema, introspection: false });
// ok: debug-mode-javascript
app.use(errorLogger());

// ruleid: debug-mode-javascript
app.use(errorhandler());
// ok: debug-mode-javascript
const described = new ApolloServer({ schema, introspection: true });
// ruleid: debug-mode-javascript
app.use("/graphql", graphqlHTTP({ schema, graphiql: true }));
// ruleid: debug-mode-javascript
process.env.NODE_ENV = "development";
