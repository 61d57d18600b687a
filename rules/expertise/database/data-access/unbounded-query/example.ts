import express from "express";
import { PrismaClient } from "@prisma/client";

app.get("/page", async (req, res) => {
  // ok: unbounded-query-javascript
  res.json(await prisma.user.findMany({ take: 50, orderBy: { id: "asc" } }));
  // ok: unbounded-query-javascript
  res.json(await User.find().limit(50));
  // ok: unbounded-query-javascript
  res.json(await pool.query("SELECT * FROM users LIMIT 50"));
});

async function all() {
  // ok: unbounded-query-javascript
  return prisma.user.findMany();
}

app.get("/all", async (req, res) => {
  // ruleid: unbounded-query-javascript
  res.json(await prisma.user.findMany());
  // ruleid: unbounded-query-javascript
  res.json(await User.find({}));
  // ruleid: unbounded-query-javascript
  res.json(await pool.query("SELECT * FROM users"));
});
