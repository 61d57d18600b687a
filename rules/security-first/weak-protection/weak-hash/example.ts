import crypto, { createHash } from "node:crypto";
import md5 from "md5";

// ok: weak-hash-javascript
const etag = createHash("md5").update(file).digest("hex");
// ok: weak-hash-javascript
const key = crypto.createHash("sha1").update(path).digest("hex");
// ok: weak-hash-javascript
const strong = crypto.createHash("sha256").update(token).digest("hex");
// ok: weak-hash-javascript
const gravatar = md5(email.trim().toLowerCase());

// ruleid: weak-hash-javascript
const stored = crypto.createHash("md5").update(password).digest("hex");
// ruleid: weak-hash-javascript
const same = createHash("sha1").update(user.password + salt).digest("hex") === user.hash;
// ruleid: weak-hash-javascript
const hashed = md5(req.body.password);
// ruleid: weak-hash-javascript
const signer = crypto.createSign("RSA-SHA1");
// ruleid: weak-hash-javascript
crypto.pbkdf2Sync(password, salt, 10000, 32, "md5");

// ok: weak-hash-javascript
const code = crypto.createHash("md5").update(`${team.id}${user.signingSecret}`).digest("hex").slice(0, 6);

async function matches(password, user) {
  switch (user.method) {
    case "md5":
      // ok: weak-hash-javascript
      return (await md5(password)) === user.digest;
    default:
      return argon2.verify(user.digest, password);
  }
}
