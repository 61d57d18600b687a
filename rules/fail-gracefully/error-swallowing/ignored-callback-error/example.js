const fs = require("fs");

// ok: ignored-callback-error-javascript
fs.readFile("a.txt", (err, text) => {
  if (err) return report(err);
  use(text);
});

// ok: ignored-callback-error-javascript
orders.find(id, function (error, order) {
  done(error, order);
});

// ok: ignored-callback-error-javascript
app.use((err, req, res, next) => {
  res.status(500).end();
});

// ok: ignored-callback-error-javascript
const sum = list.reduce((e, value) => value, 0);

// ok: ignored-callback-error-javascript
fs.unlink("a.txt", (err) => {
  // Missing is fine: the file was only a cache and the error says so.
});

// ruleid: ignored-callback-error-javascript
fs.readFile("a.txt", (err, text) => {
  use(text);
});

// ruleid: ignored-callback-error-javascript
connection.query("SELECT 1", function (error, rows) {
  res.json(rows);
});

// ruleid: ignored-callback-error-javascript
User.findOne({ name }, (err, user) => res.json(user));

// ruleid: ignored-callback-error-javascript
fs.writeFile("a.txt", "text", (err) => {
  console.log("written");
});

sink.on("error", () => {
  // ok: ignored-callback-error-javascript
  fs.unlink(partial, (err) => {});
});
