app.get("/fixed", async (req, res) => {
  // ok: server-side-request-javascript
  await fetch(`https://api.internal/users/${req.query.id}`);
  // ok: server-side-request-javascript
  await fetch("https://api.internal/users/" + req.params.id);
  // ok: server-side-request-javascript
  await fetch(`${BASE_URL}/users/${req.query.id}`);
  // ok: server-side-request-javascript
  await axios.get("https://api.internal/users", { params: req.query });
  // ok: server-side-request-javascript
  await axios.post(process.env.API_URL, req.body);
  // ok: server-side-request-javascript
  await fetch(HOSTS[req.query.host]);
});

async function helper(address: string) {
  // ok: server-side-request-javascript
  return fetch(address);
}

app.get("/fetched", async (req, res) => {
  // ruleid: server-side-request-javascript
  await fetch(req.query.url);
  // ruleid: server-side-request-javascript
  await axios.get(req.body.address);
  // ruleid: server-side-request-javascript
  await fetch(`https://${req.query.host}/hook`);
  const { url } = req.query;
  // ruleid: server-side-request-javascript
  await got(url);
});

app.get("/listed", async (req, res) => {
  const address = String(req.query.address);
  if (config.list && isAddressAllowed(address, config.list)) {
    // ok: server-side-request-javascript
    await fetch(address, { redirect: "manual" });
  }
  const response = await storage.load(req.params.id);
  // ok: server-side-request-javascript
  await fetch(response.headers.get("Location"));
});

app.post("/captcha", async (req, res) => {
  const service = "https://captcha.example.com/verify";
  const query = new URLSearchParams({ token: req.query.token });
  // ok: server-side-request-javascript
  const answer = await fetch(`${service}?${query}`, { signal: AbortSignal.timeout(1000) });
  res.json(await answer.json());
});
