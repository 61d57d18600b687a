import { Body, Controller, Post } from "@nestjs/common";
import { drizzle } from "drizzle-orm/node-postgres";
import { Hono } from "hono";
import { Repository } from "typeorm";

@Controller("users")
class Users {
  @Post()
  async typed(@Body() body: CreateUserDto) {
    // ok: mass-assignment-javascript
    return this.userRepository.save(body);
  }

  @Post("any")
  async whole(@Body() body: any) {
    // ruleid: mass-assignment-javascript
    return this.userRepository.save(body);
  }
}

hono.post("/users", async (c) => {
  const body = await c.req.json();
  // ok: mass-assignment-javascript
  await db.insert(users).values({ name: body.name });
  // ruleid: mass-assignment-javascript
  await db.insert(users).values(body);
});

koa.use(async (ctx) => {
  // ok: mass-assignment-javascript
  await User.findOne({ id: ctx.request.body.id });
  // ruleid: mass-assignment-javascript
  await User.create(ctx.request.body);
});

fastify.post("/users", async (request, reply) => {
  // ruleid: mass-assignment-javascript
  await User.create(request.body);
});

export const handler = async (event) => {
  // ruleid: mass-assignment-javascript
  await User.create(JSON.parse(event.body));
};
