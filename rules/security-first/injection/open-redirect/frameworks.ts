import { Controller, Get, Query, Res } from "@nestjs/common";
import Fastify from "fastify";
import { Hono } from "hono";
import { NextResponse } from "next/server";
import http from "node:http";

@Controller()
class Login {
  @Get("back")
  back(@Query("next") next: string, @Res() res: Response) {
    // ruleid: open-redirect-javascript
    return res.redirect(next);
  }
}

fastify.get("/back", async (request, reply) => {
  // ok: open-redirect-javascript
  reply.redirect("/orders");
  // ruleid: open-redirect-javascript
  return reply.redirect(request.query.next);
});

hono.get("/back", (c) => {
  // ok: open-redirect-javascript
  if (c.req.query("fixed")) return c.redirect("/");
  // ruleid: open-redirect-javascript
  return c.redirect(c.req.query("next"));
});

koa.use(async (ctx) => {
  // ruleid: open-redirect-javascript
  ctx.redirect(ctx.query.next);
});

http.createServer((req, res) => {
  const address = new URL(req.url, "http://localhost");
  // ok: open-redirect-javascript
  res.writeHead(302, { Location: "/login" });
  // ruleid: open-redirect-javascript
  res.writeHead(302, { Location: address.searchParams.get("next") });
});

export const handler = async (event) => {
  // ruleid: open-redirect-javascript
  return { statusCode: 302, headers: { Location: event.queryStringParameters.next } };
};

export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  // ruleid: open-redirect-javascript
  return NextResponse.redirect(searchParams.get("next"));
}
