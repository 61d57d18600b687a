const express = require("express");
const { execFile, spawn } = require("child_process");
const execa = require("execa");
const git = require("simple-git")();

const app = express();

app.post("/guarded", async (req, res) => {
  // ok: argument-injection-javascript
  execFile("git", ["log", "--", req.body.path]);
  // ok: argument-injection-javascript
  execFile("tar", ["-czf", "out.tgz", `./${req.body.folder}`]);
  // ok: argument-injection-javascript
  spawn("convert", ["-resize", String(Number(req.body.width)), "in.png", "out.png"]);
  // ok: argument-injection-javascript
  execFile("ping", ["-c", "1", req.body.host]);
  const branch = req.body.branch;
  if (branch.startsWith("-")) return res.status(400).end();
  // ok: argument-injection-javascript
  execFile("git", ["checkout", branch]);
});

app.post("/open", async (req, res) => {
  // ruleid: argument-injection-javascript
  execFile("git", ["clone", req.body.address, "work"]);
  // ruleid: argument-injection-javascript
  spawn("curl", ["-s", req.query.address]);
  // ruleid: argument-injection-javascript
  await execa("tar", ["-xf", req.body.archive]);
  // ruleid: argument-injection-javascript
  await git.clone(req.body.address);
});
