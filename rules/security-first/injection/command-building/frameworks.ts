import { Body, Controller, Post } from "@nestjs/common";
import Fastify from "fastify";
import { Hono } from "hono";
import http from "node:http";
import * as child from "node:child_process";
import { execSync } from "child_process";

@Controller("pictures")
class Pictures {
  @Post()
  async shrink(@Body() body: Picture) {
    // ok: command-building-javascript
    child.execFileSync("convert", [path.resolve(body.name), "out.png"]);
    // ruleid: command-building-javascript
    child.execSync(`convert ${body.name} out.png`);
  }
}

fastify.get("/ping", async (request, reply) => {
  // ruleid: command-building-javascript
  return execSync("ping -c 1 " + request.query.host);
});

hono.get("/ping", async (c) => {
  // ok: command-building-javascript
  execSync("uptime");
  // ruleid: command-building-javascript
  return c.text(execSync(`ping -c 1 ${c.req.query("host")}`).toString());
});

koa.use(async (ctx) => {
  // ok: command-building-javascript
  execSync(`ping -c ${Number(ctx.query.count)} localhost`);
  // ruleid: command-building-javascript
  execSync("ping " + ctx.query.host);
});

http.createServer((req, res) => {
  const { query } = url.parse(req.url, true);
  // ruleid: command-building-javascript
  child.exec(query.command);
});

export const handler = async (event) => {
  const parts = ["ls"];
  parts.push(event.queryStringParameters.folder);
  // ruleid: command-building-javascript
  return execSync(parts.join(" "));
};
