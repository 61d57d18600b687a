import { HttpService } from "@nestjs/axios";
import { Body, Controller, Post } from "@nestjs/common";
import Fastify from "fastify";
import { Hono } from "hono";
import http from "node:http";
import puppeteer from "puppeteer";

@Controller("hooks")
class Hooks {
  constructor(private readonly httpService: HttpService) {}

  @Post()
  async call(@Body() body: Hook) {
    // ok: server-side-request-javascript
    await this.httpService.axiosRef.post(process.env.HOOK_URL, body);
    // ruleid: server-side-request-javascript
    return this.httpService.get(body.address);
  }
}

fastify.post("/preview", async (request, reply) => {
  // ok: server-side-request-javascript
  await page.goto("https://shop.example");
  // ruleid: server-side-request-javascript
  await page.goto(request.body.address);
});

hono.get("/proxy", async (c) => {
  // ok: server-side-request-javascript
  await fetch(`${API_URL}/users/${c.req.param("id")}`);
  // ruleid: server-side-request-javascript
  return fetch(c.req.query("address"));
});

koa.use(async (ctx) => {
  // ruleid: server-side-request-javascript
  ctx.body = await axios({ method: "get", url: ctx.query.address });
});

http.createServer((req, res) => {
  const { query } = url.parse(req.url, true);
  // ruleid: server-side-request-javascript
  http.get(query.address, (answer) => answer.pipe(res));
  // ruleid: server-side-request-javascript
  http.request({ host: query.host, path: "/" });
});

export const handler = async (event) => {
  // ruleid: server-side-request-javascript
  return axios.get(JSON.parse(event.body).address);
};
