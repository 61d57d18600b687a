import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { Hono } from "hono";

const db = drizzle(process.env.DATABASE_URL!);
const app = new Hono();

app.get("/bound", async (c) => {
  // ok: sql-string-building-javascript
  await db.execute(sql`SELECT * FROM users WHERE name = ${c.req.query("name")}`);
  // ok: sql-string-building-javascript
  await db.select().from(users).where(eq(users.id, c.req.param("id")));
  const column = COLUMNS[c.req.query("sort") ?? "name"];
  // ok: sql-string-building-javascript
  return c.json(await db.execute(sql.raw(`SELECT * FROM users ORDER BY ${column}`)));
});

app.get("/built", async (c) => {
  const name = c.req.query("name");
  // ruleid: sql-string-building-javascript
  await db.execute(sql.raw(`SELECT * FROM users WHERE name = '${name}'`));
  // ruleid: sql-string-building-javascript
  await db.execute(sql`SELECT * FROM users ORDER BY ${sql.raw(c.req.query("sort"))}`);
  const { id } = await c.req.json();
  // ruleid: sql-string-building-javascript
  await c.env.DB.prepare(`SELECT * FROM users WHERE id = ${id}`).all();
  // ruleid: sql-string-building-javascript
  await db.execute("DELETE FROM users WHERE id = " + c.req.param("id"));
});
