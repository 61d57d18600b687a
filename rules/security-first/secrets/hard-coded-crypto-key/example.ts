import bcrypt from "bcrypt";
import crypto, { createCipheriv, scryptSync } from "node:crypto";
import CryptoJS from "crypto-js";
import jwt from "jsonwebtoken";

// ok: hard-coded-crypto-key-javascript
createCipheriv("aes-256-gcm", process.env.KEY!, crypto.randomBytes(12));
// ok: hard-coded-crypto-key-javascript
crypto.createHmac("sha256", settings.key).update(text).digest("hex");
// ok: hard-coded-crypto-key-javascript
jwt.sign(claims, process.env.JWT_SECRET!);
// ok: hard-coded-crypto-key-javascript
scryptSync(password, crypto.randomBytes(16), 32);
// ok: hard-coded-crypto-key-javascript
bcrypt.hash(password, 12);
// ok: hard-coded-crypto-key-javascript
jwt.sign(claims, "your-secret-here");

// ruleid: hard-coded-crypto-key-javascript
createCipheriv("aes-256-cbc", "m4d3up5f1xtur3k3y7m4d3up5f1xtur3", crypto.randomBytes(16));
// ruleid: hard-coded-crypto-key-javascript
crypto.createCipheriv("aes-256-cbc", key, Buffer.from("fixed-vector-016"));
// ruleid: hard-coded-crypto-key-javascript
crypto.createHmac("sha256", "madeup-for-a-fixture").update(text);
// ruleid: hard-coded-crypto-key-javascript
jwt.sign(claims, "not-so-hidden");
// ruleid: hard-coded-crypto-key-javascript
scryptSync(password, "salt", 32);
// ruleid: hard-coded-crypto-key-javascript
CryptoJS.AES.encrypt(text, "madeup-for-a-fixture");
const pepper = "madeup-for-a-fixture";
// ruleid: hard-coded-crypto-key-javascript
crypto.createHmac("sha256", pepper).update(text);
