const fs = require("fs");
const path = require("path");

const FILES = { terms: "terms.pdf" };

function helper(name) {
  // ok: path-traversal-javascript
  return fs.readFileSync(name);
}

app.get("/narrowed", (req, res) => {
  // ok: path-traversal-javascript
  fs.readFile(path.join(FOLDER, path.basename(req.params.name)), done);
  // ok: path-traversal-javascript
  fs.readFile(path.join(FOLDER, FILES[req.query.key]), done);
  // ok: path-traversal-javascript
  fs.readFile(`/srv/reports/${Number(req.params.number)}.pdf`, done);
  // ok: path-traversal-javascript
  fs.writeFile("/srv/last.txt", req.body.text, done);
  // ok: path-traversal-javascript
  res.sendFile(req.params.name, { root: FOLDER });
});

app.get("/checked", (req, res) => {
  const full = path.resolve(FOLDER, req.query.name);
  if (!full.startsWith(FOLDER + path.sep)) return res.status(404).end();
  // ok: path-traversal-javascript
  fs.createReadStream(full).pipe(res);
});

app.get("/opened", async (req, res) => {
  // ruleid: path-traversal-javascript
  fs.readFile(path.join(FOLDER, req.params.name), done);
  // ruleid: path-traversal-javascript
  fs.readFileSync(`/srv/files/${req.query.name}`);
  // ruleid: path-traversal-javascript
  res.sendFile(path.join(FOLDER, req.params.name));
  // ruleid: path-traversal-javascript
  res.download("/srv/files/" + req.query.name);
  // ruleid: path-traversal-javascript
  await fs.promises.unlink(path.join(FOLDER, req.body.name));
});

app.get("/themes/:theme", async (req, res) => {
  if (!themeName.test(req.params.theme)) {
    throw new Error("no such theme");
  }
  const file = path.join(THEMES, req.params.theme, "theme.json");
  // ok: path-traversal-javascript
  res.json(JSON.parse(await fs.promises.readFile(file, "utf8")));
});

app.post("/albums/:id", async (req, res) => {
  const parts = [req.body.artist, req.body.title].map((part) => sanitizeFilename(part));
  // ok: path-traversal-javascript
  await fs.writeFile(path.join(MUSIC, ...parts), sound);
  const album = shelf.getAlbum(req.params.id);
  // ok: path-traversal-javascript
  res.sendFile(album.place);
  const page = path.join(FOLDER, req.params.page);
  if (!this.validatePagePath(FOLDER, page)) return res.sendStatus(400);
  // ok: path-traversal-javascript
  res.sendFile(page);
  // ok: path-traversal-javascript
  await fs.mkdir(req.body.folder);
  const cover = path.join(FOLDER, req.params.cover);
  // ruleid: path-traversal-javascript
  res.sendFile(cover);
});
