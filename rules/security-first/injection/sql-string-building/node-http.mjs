import http from "node:http";
import url from "node:url";
import pg from "pg";

const pool = new pg.Pool();

http.createServer(async (req, res) => {
  const address = new URL(req.url, "http://localhost");
  // ok: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE name = $1", [address.searchParams.get("name")]);
  // ok: sql-string-building-javascript
  await pool.query(`SELECT * FROM users WHERE id = ${Number(address.searchParams.get("id"))}`);
  // ok: sql-string-building-javascript
  await pool.query("SELECT count(*) FROM users");
  // ruleid: sql-string-building-javascript
  await pool.query(`SELECT * FROM users WHERE name = '${address.searchParams.get("name")}'`);
  const { query } = url.parse(req.url, true);
  // ruleid: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE id = " + query.id);
  req.on("data", async (chunk) => {
    // ruleid: sql-string-building-javascript
    await pool.query(`INSERT INTO notes (text) VALUES ('${chunk}')`);
  });
});
