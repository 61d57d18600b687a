import { Body, Controller, Post } from "@nestjs/common";
import Fastify from "fastify";
import { Hono } from "hono";
import { Collection } from "mongodb";
import { Model } from "mongoose";

@Controller("users")
class Users {
  constructor(private readonly userModel: Model<User>) {}

  @Post("typed")
  async typed(@Body() body: LoginDto) {
    // ok: nosql-operator-javascript
    return this.userModel.findOne({ name: body.name });
  }

  @Post("any")
  async whole(@Body() body: any) {
    // ruleid: nosql-operator-javascript
    return this.userModel.findOne({ name: body.name });
  }
}

fastify.post("/login", async (request, reply) => {
  // ok: nosql-operator-javascript
  await users.findOne({ name: String(request.body.name) });
  // ruleid: nosql-operator-javascript
  return users.findOne({ name: request.body.name });
});

hono.post("/login", async (c) => {
  const body = await c.req.json();
  // ruleid: nosql-operator-javascript
  return c.json(await db.collection("users").findOne({ token: body.token }));
});

koa.use(async (ctx) => {
  // ok: nosql-operator-javascript
  ctx.body = await service.findOne(ctx.request.body);
  // ruleid: nosql-operator-javascript
  ctx.body = await User.find({ name: ctx.request.body.name });
});

export const handler = async (event) => {
  const body = JSON.parse(event.body);
  // ruleid: nosql-operator-javascript
  return User.aggregate([{ $match: { name: body.name } }]);
};
