const example =
  // ok: json-web-token-literal
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
// ok: json-web-token-literal
const header = "eyJNYWRlVXAiOiJGaXh0dXJlIn0";
// ok: json-web-token-literal
const unsigned = "eyJNYWRlVXAiOiJGaXh0dXJlIn0.eyJNYWRlVXAiOiJGb3JUaGVGaXh0dXJlIn0.";
// ok: json-web-token-literal
const pattern = /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/;
// ok: json-web-token-literal
const signed = sign(payload, process.env.JWT_SECRET);
// ok: json-web-token-literal
const runOut = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyb2JvdCIsImV4cCI6MTYwMDAwMDAwMH0.MadeUpForTheFixture7MadeUp";
// ok: json-web-token-literal
const ofExample = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2F1dGguZXhhbXBsZS5jb20iLCJzdWIiOiJyb2JvdCJ9.MadeUpForTheFixture7MadeUp";
// ok: json-web-token-literal
const ofNobody = "eyJhbGciOiJSUzI1NiJ9.eyJzdXJlIjowLjh9.MadeUpForTheFixture7MadeUp";

// ruleid: json-web-token-literal
const live = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyb2JvdCIsImV4cCI6MTkwMDAwMDAwMH0.MadeUpForTheFixture7MadeUp";
// ruleid: json-web-token-literal
const session = "eyJNYWRlVXAiOiJGaXh0dXJlIn0.eyJNYWRlVXAiOiJGb3JUaGVGaXh0dXJlIn0.MadeUpForTheFixture7MadeUp";
// ruleid: json-web-token-literal
fetch("/users", { headers: { Authorization: "Bearer eyJNYWRlVXAiOiJGaXh0dXJlIn0.eyJNYWRlVXAiOiJGb3JUaGVGaXh0dXJlIn0.MadeUpForTheFixture7MadeUpFixture" } });

describe("log-in", () => {
  // ok: json-web-token-literal
  it("takes a token", () => login("eyJNYWRlVXAiOiJGaXh0dXJlIn0.eyJNYWRlVXAiOiJGb3JUaGVGaXh0dXJlIn0.MadeUpForTheFixture7MadeUp"));
});
