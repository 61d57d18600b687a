const express = require("express");

const app = express();

app.get("/encoded", (req, res) => {
  // ok: header-injection-javascript
  res.setHeader("Set-Cookie", `lang=${encodeURIComponent(req.query.lang)}; Path=/`);
  // ok: header-injection-javascript
  res.setHeader("X-Request-Id", req.headers["x-request-id"]);
  // ok: header-injection-javascript
  res.set("Content-Disposition", contentDisposition(req.query.name));
  // ok: header-injection-javascript
  res.cookie("lang", req.query.lang);
  // ok: header-injection-javascript
  res.set({ "Cache-Control": "no-store" });
});

app.get("/built", (req, res) => {
  // ruleid: header-injection-javascript
  res.setHeader("Set-Cookie", `lang=${req.query.lang}; Path=/`);
  // ruleid: header-injection-javascript
  res.set("Content-Disposition", 'attachment; filename="' + req.query.name + '"');
  // ruleid: header-injection-javascript
  res.set(req.query.name, "1");
  // ruleid: header-injection-javascript
  res.writeHead(200, { "Content-Type": req.query.type });
});

app.post("/mail", (req, res) => {
  // ruleid: header-injection-javascript
  const raw = "From: shop@example.org\r\nSubject: " + req.body.subject + "\r\n\r\n";
  socket.write(raw);
});

app.get("/icons/:id", async (req, res) => {
  const file = await icons.get(req.params.id);
  const type = await fileTypeFromBuffer(file);
  // ok: header-injection-javascript
  res.set("Content-Type", type?.mime);
  res.send(file);
});
