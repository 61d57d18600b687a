import Fastify from "fastify";
import { Hono } from "hono";
import http from "node:http";

fastify.get("/file", async (request, reply) => {
  // ok: header-injection-javascript
  reply.header("Content-Type", "text/csv");
  // ruleid: header-injection-javascript
  reply.header("Content-Disposition", `attachment; filename=${request.query.name}`);
});

hono.get("/file", (c) => {
  // ok: header-injection-javascript
  c.header("X-Kind", "csv");
  // ruleid: header-injection-javascript
  c.header("Content-Disposition", `attachment; filename="${c.req.query("name")}"`);
});

koa.use(async (ctx) => {
  // ok: header-injection-javascript
  ctx.set("Cache-Control", "no-store");
  // ruleid: header-injection-javascript
  ctx.set("Content-Disposition", `attachment; filename="${ctx.query.name}"`);
});

http.createServer((req, res) => {
  const { query } = url.parse(req.url, true);
  // ruleid: header-injection-javascript
  res.setHeader("Set-Cookie", "lang=" + query.lang);
});
