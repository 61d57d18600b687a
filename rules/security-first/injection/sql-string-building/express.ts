import express, { Request, Response } from "express";
import mysql from "mysql2/promise";
import { Pool } from "pg";

const pool = new Pool();
const router = express.Router();

router.get("/bound", async (r: Request, res: Response) => {
  // ok: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE name = $1", [r.query.name]);
  const ids = String(r.query.ids).split(",");
  const marks = ids.map(() => "?").join(",");
  // ok: sql-string-building-javascript
  await connection.execute(`SELECT * FROM users WHERE id IN (${marks})`, ids);
  const direction = r.query.direction === "down" ? "DESC" : "ASC";
  // ok: sql-string-building-javascript
  await pool.query(`SELECT * FROM users ORDER BY name ${direction}`);
  // ok: sql-string-building-javascript
  await connection.query("SELECT * FROM users WHERE name = " + mysql.escape(r.query.name));
});

router.get("/typed", async (r: Request, res: Response) => {
  // ruleid: sql-string-building-javascript
  await pool.query(`SELECT * FROM users WHERE name = '${r.query.name}'`);
  // ruleid: sql-string-building-javascript
  await connection.execute("SELECT * FROM users WHERE id = " + r.params.id);
});

router.post("/unpacked", async (req, res) => {
  const { body, headers } = req;
  const conditions: string[] = [];
  conditions.push(`name = '${body.name}'`);
  // ruleid: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE " + conditions.join(" AND "));
  // ruleid: sql-string-building-javascript
  await connection.query({ sql: `SELECT * FROM tenants WHERE key = '${headers["x-tenant"]}'` });
  body.ids.forEach(async (id) => {
    // ruleid: sql-string-building-javascript
    await pool.query("DELETE FROM users WHERE id = " + id);
  });
});
