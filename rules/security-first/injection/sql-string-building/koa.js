const Koa = require("koa");
const mysql = require("mysql2");

const app = new Koa();

app.use(async (ctx) => {
  // ok: sql-string-building-javascript
  await connection.execute("SELECT * FROM users WHERE name = ?", [ctx.query.name]);
  // ok: sql-string-building-javascript
  await connection.execute(`SELECT * FROM users WHERE id = ${parseInt(ctx.params.id, 10)}`);
  // ok: sql-string-building-javascript
  await connection.execute("SELECT * FROM users LIMIT 10");
});

app.use(async (ctx) => {
  // ruleid: sql-string-building-javascript
  await connection.execute("SELECT * FROM users WHERE name = '" + ctx.query.name + "'");
  const { name } = ctx.request.body;
  // ruleid: sql-string-building-javascript
  await connection.query(`SELECT * FROM users WHERE name = '${name}'`);
  // ruleid: sql-string-building-javascript
  await connection.query(ctx.request.body.statement);
});
