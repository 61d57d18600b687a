import crypto from "node:crypto";

// ok: insecure-randomness-javascript
const delay = Math.random() * 1000;
// ok: insecure-randomness-javascript
const token = crypto.randomBytes(32).toString("hex");
// ok: insecure-randomness-javascript
const color = COLORS[Math.floor(Math.random() * COLORS.length)];
// ok: insecure-randomness-javascript
const maxTokens = Math.floor(Math.random() * 10);

// ruleid: insecure-randomness-javascript
const resetToken = Math.random().toString(36).slice(2);
// ruleid: insecure-randomness-javascript
const otp = Math.floor(100000 + Math.random() * 900000);
// ruleid: insecure-randomness-javascript
user.verificationCode = String(Math.floor(Math.random() * 1e6));

function generatePassword(length: number) {
  // ruleid: insecure-randomness-javascript
  return Array.from({ length }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("");
}

await Session.create({
  // ruleid: insecure-randomness-javascript
  sessionId: Math.random().toString(36),
});

function mixedPassword(password: string, sign: string) {
  // ok: insecure-randomness-javascript
  const position = Math.floor(Math.random() * password.length);
  return password.slice(0, position) + sign + password.slice(position);
}

function hashPassword(password) {
  // ok: insecure-randomness-javascript
  const job = Math.random().toString(36);
  return workers.ask(job, password);
}

function signed(params) {
  // A number of the protocol that must be new, not secret.
  // ok: insecure-randomness-javascript
  return sign({ ...params, SignatureNonce: Math.random().toString() });
}

function generatePassword() {
  // ok: insecure-randomness-javascript
  const length = Math.floor(Math.random() * 41) + 24;
  return encoded(crypto.randomBytes(length));
}
