const { execSync } = require("child_process");

function publish() {
  const wanted = process.argv[2];
  if (!semver.valid(wanted)) process.exit(1);
  // ok: command-building-javascript
  execSync(`git tag v${wanted}`);
}

function release() {
  const wanted = process.argv[2];
  let version = semver.clean(wanted);
  if (wanted === "minor") {
    version = semver.inc(current, wanted);
  }
  // ok: command-building-javascript
  execSync(`git push origin v${version}`);
}

function before(branch) {
  // ok: command-building-parameter-javascript
  return execSync(`git rev-parse origin/${branch}`).toString().trim();
}

publish();
