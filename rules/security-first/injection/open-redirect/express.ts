import express from "express";

const app = express();
const TARGETS = { home: "/", orders: "/orders" };

app.get("/known", (req, res) => {
  // ok: open-redirect-javascript
  res.redirect(TARGETS[req.query.target as string] ?? "/");
  // ok: open-redirect-javascript
  res.redirect(`/orders/${req.params.id}`);
  // ok: open-redirect-javascript
  res.redirect("https://shop.example/search?q=" + encodeURIComponent(String(req.query.q)));
  // ok: open-redirect-javascript
  res.redirect(301, req.originalUrl);
  // ok: open-redirect-javascript
  res.redirect(`${process.env.BASE_URL}/login?next=${req.query.next}`);
});

app.get("/checked", (req, res) => {
  const next = String(req.query.next);
  if (!ALLOWED.includes(next)) return res.redirect("/");
  // ok: open-redirect-javascript
  res.redirect(next);
});

app.get("/open", (req, res) => {
  // ruleid: open-redirect-javascript
  res.redirect(req.query.next as string);
  // ruleid: open-redirect-javascript
  res.redirect(302, req.query.next as string);
  const { target } = req.body;
  // ruleid: open-redirect-javascript
  res.status(303).location(target).end();
  // ruleid: open-redirect-javascript
  res.setHeader("Location", req.query.next as string);
  // ruleid: open-redirect-javascript
  res.redirect(`https://${req.query.host}/home`);
});

app.get("/kept", (req, res) => {
  const next = req.cookies.next;
  const isValid = next && next.startsWith("/") && !next.startsWith("//");
  if (isValid) {
    // ok: open-redirect-javascript
    res.redirect(next);
  }
});

app.use((req, res, next) => {
  if (req.headers.host === "shop.example") {
    // ok: open-redirect-javascript
    return res.redirect(`https://www.${req.headers.host}/orders`);
  }
  next();
});

app.get("/app", (req, res) => {
  // ok: open-redirect-javascript
  res.redirect(getLoginPage(req.query.client));
});

app.get("/moved", (req, res) => {
  const url = new URL(req.originalUrl, process.env.HOME_URL);
  url.searchParams.delete("old");
  // ok: open-redirect-javascript
  return res.redirect(url.toString());
});

app.post("/tags", async (req, res) => {
  const tag = await tags.create(req.body);
  // ok: open-redirect-javascript
  res.status(201).header("location", `tags/${req.body.name}`).json(tag);
});

app.get("/old", async (req, res) => {
  const query = req.originalUrl.includes("?") ? `?${req.originalUrl.split("?")[1]}` : "";
  const moved = await select().from("moved").where("path", "=", req.path).load(pool);
  // ok: open-redirect-javascript
  res.redirect(302, localUrl(moved.target) + query);
});

app.get("/login", (req, res) => {
  const wanted = req.query.next;
  const target = typeof wanted === "string" && wanted.startsWith("/") && !wanted.startsWith("//") ? wanted : "/";
  // ok: open-redirect-javascript
  res.redirect(target);
});

app.get("/topic/:id", async (req, res) => {
  const found = await topics.find(req.params.id, req.query);
  // ok: open-redirect-javascript
  if (found.link) return res.redirect(found.link);
  // ok: open-redirect-javascript
  res.redirect(`/topic/${req.params.id}${found.page ? `/${found.page}` : ""}${queryOf(req.query)}`);
});

export const context = (req: Request) => ({
  agent: req.headers.get("user-agent"),
  // ok: open-redirect-javascript
  location: req.headers.get("x-region") ?? "unknown",
});

export async function middleware(req: NextRequest) {
  const { path, next } = parse(req);
  // ok: open-redirect-javascript
  if (!path) return NextResponse.redirect(new URL("/login", req.url));
  // ok: open-redirect-javascript
  if (path === "/new") return NextResponse.redirect(new URL(`/start?next=${encodeURIComponent(path)}`, req.url));
  if (isInternalRedirect(next)) {
    // ok: open-redirect-javascript
    return NextResponse.redirect(new URL(next, req.url));
  }
  // ruleid: open-redirect-javascript
  return NextResponse.redirect(new URL(req.query.target, req.url));
}

app.get("/tracks/:id", (req, res) => {
  const track = shelf.getTrack(req.params.id);
  // ok: open-redirect-javascript
  res.redirect(track.address);
});

app.get("/signed-in", (req, res) => {
  // Nobody can put a cookie of this host into the browser of somebody else.
  // ok: open-redirect-javascript
  res.redirect(302, `${req.cookies.callback}?state=${req.cookies.state}`);
});
