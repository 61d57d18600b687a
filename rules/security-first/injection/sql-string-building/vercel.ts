import type { VercelRequest, VercelResponse } from "@vercel/node";
import { sql } from "@vercel/postgres";

export default async function handler(incoming: VercelRequest, answer: VercelResponse) {
  // ok: sql-string-building-javascript
  await sql`SELECT * FROM users WHERE name = ${incoming.query.name}`;
  // ok: sql-string-building-javascript
  await sql.query("SELECT * FROM users WHERE name = $1", [incoming.query.name]);
  // ok: sql-string-building-javascript
  await sql.query("SELECT * FROM users");
  // ruleid: sql-string-building-javascript
  await sql.query(`SELECT * FROM users WHERE name = '${incoming.query.name}'`);
}

export async function GET(request: Request) {
  const name = new URL(request.url).searchParams.get("name");
  // ruleid: sql-string-building-javascript
  return Response.json(await sql.query("SELECT * FROM users WHERE name = '" + name + "'"));
}

export async function POST(request: Request) {
  const { name } = await request.json();
  // ruleid: sql-string-building-javascript
  return Response.json(await sql.query(`INSERT INTO users (name) VALUES ('${name}')`));
}
