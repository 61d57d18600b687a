import { Body, Controller, Post } from "@nestjs/common";
import Fastify from "fastify";
import { Hono } from "hono";
import { NodeVM } from "vm2";

@Controller("formulas")
class Formulas {
  @Post()
  run(@Body() body: Formula) {
    // ok: code-evaluation-javascript
    JSON.parse(body.text);
    // ruleid: code-evaluation-javascript
    return new NodeVM().run(body.text);
  }
}

fastify.post("/run", async ({ body }, reply) => {
  // ok: code-evaluation-javascript
  OPERATIONS[body.name](1, 2);
  // ruleid: code-evaluation-javascript
  return new Function(body.text)();
});

hono.post("/run", async (c) => {
  const { text } = await c.req.json();
  // ok: code-evaluation-javascript
  await page.evaluate((value) => value.length, text);
  // ruleid: code-evaluation-javascript
  await page.evaluate(`show("${text}")`);
});

koa.use(async (ctx) => {
  // ruleid: code-evaluation-javascript
  ctx.body = eval(ctx.request.body.text);
});

exports.handler = async (event) => {
  // ruleid: code-evaluation-javascript
  return eval(event.formula);
};
