const functions = require("firebase-functions");
const { onCall } = require("firebase-functions/v2/https");

exports.search = functions.https.onRequest(async (req, res) => {
  // ok: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE name = $1", [req.query.name]);
  // ok: sql-string-building-javascript
  await pool.query(`SELECT * FROM users LIMIT ${Number(req.query.limit)}`);
  // ok: sql-string-building-javascript
  await pool.query("SELECT 1");
  // ruleid: sql-string-building-javascript
  await pool.query(`SELECT * FROM users WHERE name = '${req.query.name}'`);
});

exports.called = functions.https.onCall(async (data, context) => {
  // ruleid: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE name = '" + data.name + "'");
});

exports.second = onCall(async (request) => {
  // ruleid: sql-string-building-javascript
  await pool.query(`SELECT * FROM users WHERE name = '${request.data.name}'`);
});

async function ranked(db, sortOrder) {
  const validatedSortOrder = sortOrder === "asc" || sortOrder === "desc" ? sortOrder : "asc";
  // ok: sql-string-building-javascript
  return db.raw(`RANK() OVER (ORDER BY name ${validatedSortOrder})`);
}

async function upsert(db, rows) {
  const insert = db("seen").insert(rows).toQuery();
  // ok: sql-string-building-javascript
  await db.raw(`${insert} ON CONFLICT (name) DO UPDATE SET seen = EXCLUDED.seen`);
}
