import { Controller, Get, Query, Res } from "@nestjs/common";
import Fastify from "fastify";
import { Hono } from "hono";
import http from "node:http";

hono.get("/", (c) => {
  // ok: html-from-input-javascript
  c.text(`hello ${c.req.query("name")}`);
  // ruleid: html-from-input-javascript
  return c.html(`<h1>${c.req.query("name")}</h1>`);
});

koa.use(async (ctx) => {
  // ok: html-from-input-javascript
  ctx.body = { name: ctx.query.name };
  // ruleid: html-from-input-javascript
  ctx.body = `<h1>${ctx.query.name}</h1>`;
});

fastify.get("/", async (request, reply) => {
  // ok: html-from-input-javascript
  reply.send(`hello ${request.query.name}`);
  // ruleid: html-from-input-javascript
  return reply.type("text/html").send(`<h1>${request.query.name}</h1>`);
});

@Controller()
class Pages {
  @Get()
  page(@Query("name") name: string, @Res() res: Response) {
    // ruleid: html-from-input-javascript
    res.send(`<h1>${name}</h1>`);
  }
}

http.createServer((req, res) => {
  const { query } = url.parse(req.url, true);
  // ruleid: html-from-input-javascript
  res.end("<h1>" + query.name + "</h1>");
});

export const handler = async (event) => {
  // ruleid: html-from-input-javascript
  return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: `<h1>${event.queryStringParameters.name}</h1>` };
};
