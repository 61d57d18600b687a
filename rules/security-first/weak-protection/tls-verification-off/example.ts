import axios from "axios";
import https from "node:https";
import mysql from "mysql2";
import { Pool } from "pg";

// ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
const checked = new https.Agent({ rejectUnauthorized: true });
// ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
const configured = new https.Agent({ rejectUnauthorized: settings.verify });
// ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
const trusted = new Pool({ ssl: { ca: readFileSync("ca.pem") } });
// ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1";

// ruleid: tls-verification-off-flag-javascript
const open = new https.Agent({ rejectUnauthorized: false });
// ruleid: tls-verification-off-flag-javascript
const pool = new Pool({ connectionString, ssl: { rejectUnauthorized: false } });
// ruleid: tls-verification-off-flag-javascript
const connection = mysql.createConnection({ host, ssl: { rejectUnauthorized: false } });
// ruleid: tls-verification-off-javascript
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
// ruleid: tls-verification-off-javascript
https.request({ host, checkServerIdentity: () => undefined });
// ruleid: tls-verification-off-flag-javascript
options.rejectUnauthorized = false;
// ruleid: tls-verification-off-flag-javascript
request({ url, strictSSL: false });

export function sslOf(mode) {
  switch (mode) {
    case "no-verify":
      // ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
      return { rejectUnauthorized: false };
    default:
      return true;
  }
}

export const transport = mail.createTransport({
  host,
  // ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
  ...(allowInsecure ? { tls: { rejectUnauthorized: false } } : {}),
});

export const agent = new https.Agent({
  // ruleid: tls-verification-off-flag-javascript
  ...(NODE_ENV !== "production" ? { rejectUnauthorized: false } : {}),
});

export function ofAddress(host) {
  // The name is an address here, so we skip the verification of the name.
  if (isAddress(host)) {
    // ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
    return { ca, rejectUnauthorized: false };
  }
  return { ca };
}

export function ofDevice(device) {
  if (device.unsafeTls) {
    // ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
    return new https.Agent({ rejectUnauthorized: false });
  }
  return https.globalAgent;
}

if (process.env.NODE_ENV === "development") {
  // ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
}

export class Agents {
  constructor(options) {
    // ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
    this.insecureAgent = new https.Agent({ ...options, rejectUnauthorized: false });
  }
}
