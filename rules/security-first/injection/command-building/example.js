const { exec, execFile, spawn } = require("child_process");
const childProcess = require("node:child_process");
const util = require("util");

const run = util.promisify(exec);

app.get("/ping", (req, res) => {
  // ok: command-building-javascript
  execFile("ping", [req.query.host]);
  // ok: command-building-javascript
  spawn("ls", [req.query.folder]);
  // ok: command-building-javascript
  exec("ls -l");
  // ok: command-building-javascript
  exec(`ping -c ${Number(req.query.count)} localhost`);
  // ok: command-building-javascript
  const match = /a(b)/.exec("a" + req.query.text);
});

async function quoted(path) {
  // ok: command-building-javascript
  await run(`ls ${quote([path])}`);
  // ok: command-building-javascript
  await $`ls ${path}`;
  // ok: command-building-javascript
  await Model.find({ path }).exec();
}

function wrapper(command) {
  // ok: command-building-javascript
  return exec(command);
}

app.get("/built", (req, res) => {
  // ruleid: command-building-javascript
  exec("ping " + req.query.host);
  // ruleid: command-building-javascript
  exec(`ping ${req.query.host}`, (error, output) => res.send(output));
  // ruleid: command-building-javascript
  childProcess.execSync(`ls ${req.query.folder}`);
  // ruleid: command-building-javascript
  spawn("ls", [req.query.folder], { shell: true });
  // ruleid: command-building-javascript
  spawn("sh", ["-c", `ls ${req.query.folder}`]);
  // ruleid: command-building-javascript
  spawn(req.body.program, []);
});

async function builtBefore(path) {
  const command = "ls " + path;
  // ruleid: command-building-parameter-javascript
  await run(command);
  // ruleid: command-building-parameter-javascript
  exec(command);
}

async function listed(folder, depth) {
  // ok: command-building-parameter-javascript
  await execFile("ls", [folder]);
  // ok: command-building-parameter-javascript
  exec(`ls --depth ${Number(depth)}`);
  // ok: command-building-parameter-javascript
  exec("ls " + quote(folder));
}

function versionOf(executable) {
  // ok: command-building-parameter-javascript
  return childProcess.execSync(executable + " --version").toString();
}
