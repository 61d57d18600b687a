const unzipper = require("unzipper");
const AdmZip = require("adm-zip");

stream.on("entry", (entry) => {
  const target = path.resolve(FOLDER, entry.path);
  if (!target.startsWith(FOLDER + path.sep)) return entry.autodrain();
  // ok: path-traversal-archive-javascript
  entry.pipe(fs.createWriteStream(target));
});

stream.on("entry", (entry) => {
  // ok: path-traversal-archive-javascript
  entry.pipe(fs.createWriteStream(path.join(FOLDER, path.basename(entry.path))));
});

for (const entry of fs.readdirSync(FOLDER, { withFileTypes: true })) {
  // ok: path-traversal-archive-javascript
  fs.writeFileSync(path.join(FOLDER, entry.name), "");
}

stream.on("entry", (entry) => {
  // ruleid: path-traversal-archive-javascript
  entry.pipe(fs.createWriteStream(path.join(FOLDER, entry.path)));
});

for (const entry of zip.getEntries()) {
  const target = path.join(FOLDER, entry.entryName);
  // ruleid: path-traversal-archive-javascript
  fs.writeFileSync(target, entry.getData());
}
