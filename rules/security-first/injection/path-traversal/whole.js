const fs = require("fs");
const path = require("path");

router.post("/export", async (req, res) => {
  const folder = path.resolve(req.body.folder);
  // Who may name a whole path is another question than `../` in a name.
  // ok: path-traversal-javascript
  // ruleid: path-traversal-whole-javascript
  const there = await fs.promises.readdir(folder);
  // ok: path-traversal-javascript
  // ruleid: path-traversal-whole-javascript
  fs.writeFileSync(req.body.file, "");
  // ok: path-traversal-whole-javascript
  // ruleid: path-traversal-javascript
  fs.writeFileSync(path.join(FOLDER, req.body.name), there.join("\n"));
  // ok: path-traversal-whole-javascript
  fs.writeFileSync(path.join(FOLDER, path.basename(req.body.name)), "");
  // ok: path-traversal-javascript
  // ruleid: path-traversal-whole-javascript
  fs.readdirSync(path.resolve(ROOT, req.body.path));
  // ok: path-traversal-whole-javascript
  // ruleid: path-traversal-javascript
  fs.readFileSync(path.resolve(ROOT, req.body.name));
  // ok: path-traversal-whole-javascript
  fs.readFileSync(settings.file);
  res.sendStatus(200);
});

router.get("/there", (req, res) => {
  // ok: path-traversal-javascript, path-traversal-whole-javascript
  // ruleid: path-traversal-probe-javascript
  fs.accessSync(path.join(FOLDER, req.query.name));
  // ok: path-traversal-javascript, path-traversal-whole-javascript
  // ruleid: path-traversal-probe-javascript
  if (!fs.existsSync(req.query.name)) return res.sendStatus(404);
  // ok: path-traversal-probe-javascript
  if (!fs.existsSync(path.join(FOLDER, path.basename(req.query.name)))) return res.sendStatus(404);
  // ok: path-traversal-probe-javascript
  if (!fs.existsSync(settings.file)) return res.sendStatus(500);
  const inside = path.resolve(FOLDER, req.query.name);
  if (!inside.startsWith(FOLDER)) return res.sendStatus(400);
  // ok: path-traversal-probe-javascript
  res.json(fs.statSync(inside));
});
