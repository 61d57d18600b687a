// ok: hard-coded-credential-javascript
const password = process.env.PASSWORD;
// ok: hard-coded-credential-javascript
const secret = process.env.JWT_SECRET ?? "changeme";
// ok: hard-coded-credential-javascript
const input = { type: "password", name: "password" };
// ok: hard-coded-credential-javascript
const PASSWORD = "PASSWORD_FIELD1";
// ok: hard-coded-credential-javascript
const PASSWORD_REGEX = "^[a-z0-9]{8}$";
// ok: hard-coded-credential-javascript
const passwordLabel = "Password1!";
// ok: hard-coded-credential-javascript
const resetToken = "abc123def456ghi7";
// ok: hard-coded-credential-javascript
const apiToken = `${prefix}-123456789abc`;
// ok: hard-coded-credential-javascript
const token = await getToken("robot-1-of-the-shop");
// ok: hard-coded-credential-javascript
jwt.sign(claims, process.env.JWT_SECRET!);

// ruleid: hard-coded-credential-javascript
const dbPassword: string = "MadeUp4Fixture";
// ruleid: hard-coded-credential-javascript
let apiKey = "m4d3up5f1xtur3k3y7";
// ruleid: hard-coded-credential-javascript
const settings = { user: "app", password: "MadeUp4Fixture", port: 5432 };
// ruleid: hard-coded-credential-javascript
const fallback = { secret: process.env.JWT_SECRET || "supersecret" };
// ruleid: hard-coded-credential-javascript
app.use(session({ secret: "keyboard cat", resave: false }));
// ruleid: hard-coded-credential-javascript
if (password === "MadeUp5Fixture") allow();

describe("log-in", () => {
  // ok: hard-coded-credential-javascript
  it("takes a password", () => login({ user: "robot", password: "MadeUp6Fixture" }));
});

class Client {
  // ruleid: hard-coded-credential-javascript
  private apiKey = "m4d3up5f1xtur3k3y7";
}

// ok: hard-coded-credential-javascript
docsearch({ indexName: "pages", apiKey: "m4d3up5f1xtur3k3y7" });

const schema = {
  type: "object",
  // ok: hard-coded-credential-javascript
  example: [{ secret: "5eed0fa4e0beef1234ca5cade75eed0f", enabled: true }],
};

// ruleid: hard-coded-credential-javascript
const aesKey = "m4d3up5f1xtur3k3y7==";

// ok: hard-coded-credential-javascript
const sessionSecretKey = "sessionEncryptionSecret";

// ok: hard-coded-credential-javascript
const VAULT_SECRET_KEY = "vault-secret-key";
// ok: hard-coded-credential-javascript
const site = { algolia: { appId: "m4d3up", apiKey: "m4d3up5f1xtur3k3y7" } };
// ok: hard-coded-credential-javascript
const apiKey = "phc_MadeUpForTheFixture7MadeUpForTheFixture7";
